using Microsoft.CodeAnalysis;
using PgRegistry.CodeFixes.Tests.Support;

namespace PgRegistry.CodeFixes.Tests;

public sealed class UsageFixTests
{
    private const string Scopes =
        """
        [RegistryScope] public partial class Workers { public record struct Key(string Queue); public record Value(int Load); public record Message(string Text); }
        [RegistryScope(Keys = KeyMode.Unique)] public partial class Sessions { public record struct Key(string User); public record Value(int Age); }

        """;

    [Theory]
    [InlineData("workers.Register(new(\"mail\"), new(1));", "using var registration = workers.Register(new(\"mail\"), new(1));", 0)]
    [InlineData("// Mine.\n        workers.Register(new(\"mail\"), new(1)); // Done.", "// Mine.\n        using var registration = workers.Register(new(\"mail\"), new(1)); // Done.", 0)]
    [InlineData("var mine = workers.Register(new(\"mail\"), new(1));", "using var mine = workers.Register(new(\"mail\"), new(1));", 0)]
    [InlineData("workers.Register(new(\"mail\"), new(1));", "_ = workers.Register(new(\"mail\"), new(1));", 1)]
    [InlineData("if (me.IsAlive) workers.Register(new(\"mail\"), new(1));", "if (me.IsAlive) _ = workers.Register(new(\"mail\"), new(1));", 0)]
    [InlineData("Action later = () => workers.Register(new(\"mail\"), new(1));", "Action later = () => _ = workers.Register(new(\"mail\"), new(1));", 0)]
    [InlineData("var registration = 1; workers.Register(new(\"mail\"), new(registration));", "var registration = 1; using var registration2 = workers.Register(new(\"mail\"), new(registration));", 0)]
    public Task A_registration_is_kept_or_discarded(string before, string after, int choice) => FixedAsync("PGR0016", before, after, choice);

    [Theory]
    [InlineData("await foreach (var change in workers.MonitorScope()) { }", "using var watch = workers.MonitorScope();\n        await foreach (var change in watch) { }")]
    [InlineData("await foreach (var change in workers.Monitor(\"mail\").WithCancellation(stopping)) { }", "using var watch = workers.Monitor(\"mail\");\n        await foreach (var change in watch.WithCancellation(stopping)) { }")]
    [InlineData("var watch = workers.MonitorScope();\n        await foreach (var change in watch) { }", "using var watch = workers.MonitorScope();\n        await foreach (var change in watch) { }")]
    [InlineData("_ = workers.MonitorScope();", "using var watch = workers.MonitorScope();")]
    [InlineData("workers.OpenInbox(me);", "using var inbox = workers.OpenInbox(me);")]
    [InlineData("var count = workers.MonitorScope().Snapshot.Count;", "using var watch = workers.MonitorScope();\n        var count = watch.Snapshot.Count;")]
    public Task A_monitor_is_kept(string before, string after) => FixedAsync("PGR0018", before, after, 0);

    [Theory]
    [InlineData("if (me.IsAlive) workers.MonitorScope();")]
    [InlineData("Func<int> later = () => workers.MonitorScope().Snapshot.Count;")]
    [InlineData("var watch = workers.MonitorScope(); watch = null;")]
    [InlineData("_ = (workers.Count, Nothing(), workers.MonitorScope().Snapshot);")]
    public Task A_monitor_that_no_declaration_can_keep_is_left(string body) => Expect.NothingOfferedAsync("PGR0018", Method(body));

    [Fact]
    public Task All_registrations_are_kept() => Expect.AllFixedAsync(
        "PGR0016", number => (number == 1 ? Scopes : "") + $"public class C{number} {{ public void Run(Workers workers) {{ workers.Register(new(\"a\"), new(1)); workers.Register(new(\"b\"), new(1)); }} }}");

    [Fact]
    public Task All_monitors_are_kept() => Expect.AllFixedAsync(
        "PGR0018", number => (number == 1 ? Scopes : "") + $"public class C{number} {{ public async Task RunAsync(Workers workers) {{ await foreach (var a in workers.MonitorScope()) {{ await foreach (var b in workers.MonitorScope()) {{ }} }} }} }}");

    [Fact]
    public async Task A_monitor_in_top_level_statements_is_kept()
    {
        const string Rest = "\n[RegistryScope] public partial class Workers { public record struct Key(string Queue); public record Value(int Load); }";
        using var project = new ProjectUnderFix(OutputKind.ConsoleApplication, "Workers workers = null!;\nawait foreach (var change in workers.MonitorScope()) { }" + Rest);
        await project.ApplyAsync("PGR0018");
        Assert.Equal("Workers workers = null!;\nusing var watch = workers.MonitorScope();\n\nawait foreach (var change in watch) { }" + Rest, project.Text());
        await project.CompilesAsync();
    }

    [Theory]
    [InlineData("sessions.TryRegister(me, new(\"ada\"), new(1), out var mine, out _);", "var mine = sessions.Register(me, new(\"ada\"), new(1));")]
    [InlineData("sessions.TryRegister(me, new(\"ada\"), new(1), out _, out var holder);", "sessions.Register(me, new(\"ada\"), new(1));")]
    [InlineData("sessions.TryRegister(new(\"ada\"), new(1), out _, out _);", "_ = sessions.Register(new(\"ada\"), new(1));")]
    [InlineData("sessions.TryStart(new(\"ada\"), new(1), _ => Task.CompletedTask, out _, out _); // Go.", "sessions.Start(new(\"ada\"), new(1), _ => Task.CompletedTask); // Go.")]
    [InlineData("Registration<Sessions.Key, Sessions.Value> mine; sessions.TryRegister(me, new(\"ada\"), new(1), out mine, out _);", "Registration<Sessions.Key, Sessions.Value> mine; mine = sessions.Register(me, new(\"ada\"), new(1));")]
    public Task A_try_becomes_what_throws(string before, string after) => FixedAsync("PGR0015", before, after, 0);

    [Theory]
    [InlineData("sessions.TryRegister(me, new(\"ada\"), new(1), out var mine, out var holder); Console.WriteLine(holder);")]
    [InlineData("Pid holder; sessions.TryRegister(me, new(\"ada\"), new(1), out var mine, out holder);")]
    [InlineData("sessions.TryRegister(me, new(\"ada\"), new(1), holder: out _, registration: out _);")]
    public Task A_try_whose_holder_is_wanted_is_left(string body) => Expect.NothingOfferedAsync("PGR0015", Method(body));

    [Fact]
    public Task All_tries_become_what_throws() => Expect.AllFixedAsync(
        "PGR0015", number => (number == 1 ? Scopes : "") + $"public class C{number} {{ public void Run(Sessions sessions) {{ sessions.TryRegister(new(\"a\"), new(1), out _, out _); }} }}");

    [Fact]
    public async Task A_listener_implements_the_interface_in_its_own_document()
    {
        using var project = new ProjectUnderFix(
            "[RegistryScope(Listeners = [typeof(Log), typeof(Audits.Audit)])] public partial class Workers { public record struct Key(string Queue); public record Value(int Load); }\n"
            + "public class Log : Workers.IListener { public void Registered(Workers.Key key, Pid pid, Workers.Value value) { } public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason) { } }",
            "namespace Audits;\n\n// Listens.\npublic sealed class Audit;\n");
        await project.ApplyAsync("PGR0010");
        Assert.Equal(
            "namespace Audits;\n\n// Listens.\npublic sealed class Audit : Workers.IListener\n{\n    public void Registered(Workers.Key key, Pid pid, Workers.Value value)\n    {\n    }\n"
            + "    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason)\n    {\n    }\n}\n",
            project.Text(1));
        await project.CompilesAsync();
    }

    [Fact]
    public Task A_listener_keeps_what_it_has() => Expect.FixedAsync(
        "PGR0010",
        "[RegistryScope(Listeners = [typeof(Audit)])] public partial class Workers { public record struct Key(string Queue); public record Value(int Load); }\n"
        + "public class Audit : IDisposable\n{\n    public void Dispose() { }\n    public void Registered(Workers.Key key, Pid pid, Workers.Value value) { }\n}\n",
        "[RegistryScope(Listeners = [typeof(Audit)])] public partial class Workers { public record struct Key(string Queue); public record Value(int Load); }\n"
        + "public class Audit : IDisposable, Workers.IListener\n{\n    public void Dispose() { }\n    public void Registered(Workers.Key key, Pid pid, Workers.Value value) { }\n"
        + "    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason)\n    {\n    }\n}\n");

    [Theory]
    [InlineData("public abstract class Audit;")]
    [InlineData("public interface Audit;")]
    [InlineData("public struct Audit;")]
    public Task What_cannot_be_a_listener_is_left(string listener) =>
        Expect.NothingOfferedAsync("PGR0010", $"[RegistryScope(Listeners = [typeof(Audit)])] public partial class Workers {{ public record struct Key(string Queue); public record Value(int Load); }} {listener}");

    [Fact]
    public Task All_listeners_implement_the_interface() => Expect.AllFixedAsync(
        "PGR0010", number => $"[RegistryScope(Listeners = [typeof(Audit{number})])] public partial class Workers{number} {{ public record struct Key(string Queue); public record Value(int Load); }}\npublic class Audit{number};");

    private static Task FixedAsync(string id, string before, string after, int choice) => Expect.FixedAsync(id, Method(before), Method(after), choice);

    private static string Method(string body) => Scopes +
        $$"""
        public class Program
        {
            public static int Nothing() => 0;
            public async Task RunAsync(Workers workers, Sessions sessions, LocalProcess me, CancellationToken stopping)
            {
                {{body}}
                await Task.Yield();
            }
        }

        """.ReplaceLineEndings("\n");
}
