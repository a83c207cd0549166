namespace PgRegistry.Gate;

/// <summary>The scope of the README: what is measured is what its users call.</summary>
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue, int Shard);

    public sealed record Value(string Role, int Load);
}

/// <summary>A number as the key, to compare with the fastest key that a dictionary can have.</summary>
[RegistryScope]
public partial class Numbers
{
    public readonly record struct Key(int Number);

    public sealed record Value(string Role, int Load);
}

/// <summary>Entries that are found by a member of their values.</summary>
[RegistryScope]
public partial class Indexed
{
    public readonly record struct Key(int Number);

    public sealed record Value([Index] int Group, int Load);
}
