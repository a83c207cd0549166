// Nobody looks whether the key was free.
[RegistryScope(Keys = KeyMode.Unique)]
public partial class Sessions
{
    public readonly record struct Key(Guid User);
    public sealed record Value(string Device);
}

public static class Program
{
    public static async Task RunAsync(RegistryNode node, Sessions scope, LocalProcess me, CancellationToken stopping)
    {
        scope.TryRegister(me, new(Guid.NewGuid()), new("phone"), out var session, out _); // PGR0015: use what it returns
        await Task.Yield();
    }
}
