// Not told: a monitor has one enumerator, and to take a second throws InvalidOperationException.
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
        await using var watch = scope.MonitorScope();
        await foreach (var change in watch)
        {
            break;
        }

        await foreach (var change in watch)
        {
            break;
        }
        await Task.Yield();
    }
}
