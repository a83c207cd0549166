using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PgRegistry.Generators.Tests.Scopes;

/// <summary>Every collection that has a wire format, in one another, of records and nullables: the immutable ones in its value, the others in its message.</summary>
[RegistryScope]
internal sealed partial class Shelves
{
    internal readonly record struct Key(string Name);

    internal sealed record Value(
        ImmutableArray<string> Array,
        ImmutableList<int?> List,
        ImmutableHashSet<Guid> Hashed,
        ImmutableSortedSet<string> Sorted,
        FrozenSet<Label> Frozen,
        ImmutableDictionary<string, ImmutableArray<byte>> ByName,
        ImmutableSortedDictionary<int, Box> ByNumber,
        FrozenDictionary<Label, Box?> ByLabel,
        ImmutableArray<ImmutableArray<Box?>>? Nested,
        ImmutableList<Colour>? Perhaps,
        Box Box,
        Crate? Crate,
        Own Own);

    internal sealed record Message
    {
        public required byte[] Bytes { get; init; }
        public required string?[]?[] Arrays { get; init; }
        public required List<Box> List { get; init; }
        public required HashSet<int> Set { get; init; }
        public required Dictionary<string, List<double>> Map { get; init; }
        public IEnumerable<int>? Any { get; set; }
        public IReadOnlyCollection<int>? ReadOnly { get; set; }
        public IReadOnlyList<Pid>? Pids { get; set; }
        public ICollection<decimal>? Counted { get; set; }
        public IList<bool>? Listed { get; set; }
        public ISet<string>? ISet { get; set; }
        public IReadOnlySet<char>? ReadOnlySet { get; set; }
        public IDictionary<int, int>? IMap { get; set; }
        public IReadOnlyDictionary<int, int>? ReadOnlyMap { get; set; }
        public ImmutableHashSet<Label>? Labels { get; set; }
    }

    internal enum Colour : byte
    {
        None,
        Red,
    }

    internal readonly record struct Label(string Text, Colour Colour);

    internal sealed record Box(int Size, ImmutableArray<Label> Labels);

    internal readonly record struct Crate(ImmutableList<Box> Boxes);

    /// <summary>Has collections, and says itself when it is equal to another one.</summary>
    internal sealed record Own(int Id, ImmutableArray<int> Hints)
    {
        public bool Equals(Own? other) => other?.Id == Id;

        public override int GetHashCode() => Id;
    }
}
