namespace PgRegistry.TestKit.Simulation;

/// <summary>The scope that simulations run: few keys, so that members meet under them.</summary>
[RegistryScope]
public partial class Places
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Version);
}

/// <summary>The same with unique keys.</summary>
[RegistryScope(Keys = KeyMode.Unique)]
public partial class Posts
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Version);
}
