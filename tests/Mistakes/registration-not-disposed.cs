// The registration is in a variable, and nobody disposes it.
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
        var mine = scope.Register(new("mail"), new(1)); // PGR0016: nothing keeps that
        await Task.Yield();
    }
}
