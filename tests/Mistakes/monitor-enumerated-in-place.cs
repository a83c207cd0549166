// The monitor is opened where it is enumerated, so that nobody can dispose it.
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
        await foreach (var change in scope.MonitorScope().WithCancellation(stopping)) // PGR0018: never disposed
        {
            Console.WriteLine(change);
        }
        await Task.Yield();
    }
}
