// The monitor is read and never disposed.
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
        var watch = scope.Monitor("mail"); // PGR0018: keep it in a using declaration
        Console.WriteLine(watch.Snapshot.Count);
        await Task.Yield();
    }
}
