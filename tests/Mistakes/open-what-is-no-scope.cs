// What is opened is no scope.
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
        var mine = node.Open<RegistryNode>(); // CS0311: PgRegistry.IRegistryScope
        await Task.Yield();
    }
}
