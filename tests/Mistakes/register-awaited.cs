// Registering is awaited, though it waits for nobody.
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
        await scope.Register(me, new("mail"), new(1)); // CS1061: GetAwaiter
        await Task.Yield();
    }
}
