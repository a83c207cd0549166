// The scope has no message.
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
        scope.Publish(new(Guid.NewGuid()), "go"); // PGR0020: declare a nested record Message // CS1061: Publish
        await Task.Yield();
    }
}
