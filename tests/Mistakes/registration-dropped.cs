// Nothing keeps the registration of a process of its own.
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
        scope.Register(new("mail"), new(1)); // PGR0016: keep it in a using declaration
        await Task.Yield();
    }
}
