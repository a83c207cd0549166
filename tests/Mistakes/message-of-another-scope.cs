// The message is not of this scope.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
    public sealed record Message(string Text);
}

[RegistryScope(Keys = KeyMode.Unique)]
public partial class Sessions
{
    public readonly record struct Key(Guid User);
    public sealed record Value(string Device);
}

public static class Program
{
    public static async Task RunAsync(RegistryNode node, Workers scope, LocalProcess me, CancellationToken stopping)
    {
        scope.Send(me.Pid, new Sessions.Value("phone")); // CS1503: cannot convert
        await Task.Yield();
    }
}
