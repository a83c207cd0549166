// Somebody tries to take a key that many can hold.
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
        var registered = scope.TryRegister(me, new("mail"), new(1), out _, out _); // PGR0020: use Register // CS1061: TryRegister
        await Task.Yield();
    }
}
