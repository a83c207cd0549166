// Somebody wants to add to what a lookup found.
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
        scope.Lookup("mail").Add(default); // CS1061: Add
        await Task.Yield();
    }
}
