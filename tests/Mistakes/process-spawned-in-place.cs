// Not told: nobody can end the process that is spawned here; disposing the registration takes its entry out, and leaves the process.
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
        using var mine = scope.Register(node.Spawn(), new("mail"), new(1));
        await Task.Yield();
    }
}
