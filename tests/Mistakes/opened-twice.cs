// Not told: a node opens a scope once, and the second opening throws InvalidOperationException.
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
        await using var one = node.Open<Workers>();
        await using var other = node.Open<Workers>();
        await Task.Yield();
    }
}
