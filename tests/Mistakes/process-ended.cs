// Not told: the process has ended, and to register it throws ObjectDisposedException.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
    public sealed record Message(string Text);
}

public static class Program
{
    public static async Task RunAsync(RegistryNode node, Workers scope, LocalProcess me, CancellationToken stopping)
    {
        me.Dispose();
        using var mine = scope.Register(me, new("mail"), new(1));
        await Task.Yield();
    }
}
