// Not told: what a lookup found never changes; to follow the key, monitor it.
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
        var members = scope.Lookup("mail");
        while (members.Count == 0)
        {
            await Task.Delay(1000, stopping);
        }
        await Task.Yield();
    }
}
