// The update function awaits.
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
        using var mine = scope.Register(me, new("mail"), new(1));
        mine.Update(async value => value with { Load = 4 }); // CS4010: Cannot convert async lambda expression
        await Task.Yield();
    }
}
