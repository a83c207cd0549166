// The pattern asks for what the member cannot be.
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
        scope.Select(new() { Queue = 3 }); // CS0029: Cannot implicitly convert type 'int'
        await Task.Yield();
    }
}
