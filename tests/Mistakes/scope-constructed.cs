// The scope is constructed, not opened on a node.
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
        var mine = new Workers(); // CS1729: does not contain a constructor
        await Task.Yield();
    }
}
