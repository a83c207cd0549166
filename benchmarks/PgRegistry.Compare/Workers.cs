namespace PgRegistry.Compare;

/// <summary>The scope of the README.</summary>
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue, int Shard);

    public sealed record Value(string Role, int Load);
}
