using System.Collections.Frozen;

namespace PgRegistry.Upgrade;

/// <summary>A scope with records that sets and dictionaries look up.</summary>
[RegistryScope]
public partial class Stock
{
    public readonly record struct Key(string House);

    public sealed record Value(FrozenSet<Item> Items, FrozenDictionary<Item, int> Counts);

    public sealed record Message(Dictionary<Item, int> Sold, HashSet<Item> Missing);

    public sealed record Item(string Name);
}
