namespace PgRegistry.Analyzers.Tests.Support;

/// <summary>Sources of code that uses scopes.</summary>
internal static class Usage
{
    private const string Scopes =
        """
        using System.Threading; using System.Threading.Tasks;
        [RegistryScope] public partial class Workers { public record struct Key(string Queue); public record Value(int Load); public record Message(string Text); }
        [RegistryScope(Keys = KeyMode.Unique)] public partial class Sessions { public record struct Key(string User); public record Value(int Age); }
        """;

    /// <summary>A method with some scopes to use.</summary>
    public static string Method(string body, string modifiers = "async", string returns = "Task") => Scopes +
        $$"""
        public class Program
        {
            private ScopeMonitor<Workers.Key, Workers.Value>? _field;
            public static void Take(object taken) { }
            public {{modifiers}} {{returns}} Run(RegistryNode node, Workers workers, Sessions sessions, LocalProcess me, Pid pid, CancellationToken stopping)
            {
                {{body}}
                {{(modifiers == "async" ? "await Task.Yield();" : "")}}
            }
        }
        """;

    /// <summary>A listener of the workers.</summary>
    public static string Listener(string registered, string modifiers = "", string more = "") => Scopes +
        $$"""
        public class Audit : Workers.IListener
        {
            public {{modifiers}} void Registered(Workers.Key key, Pid pid, Workers.Value value) { {{registered}} }
            public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason) { }
            {{more}}
        }
        """;
}
