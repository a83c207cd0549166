// Somebody sends to the holder of a key that many can hold.
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
        scope.Send(new Workers.Key("mail"), new("go")); // CS1503: cannot convert
        await Task.Yield();
    }
}
