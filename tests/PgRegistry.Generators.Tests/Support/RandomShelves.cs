using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using PgRegistry.Generators.Tests.Scopes;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>Random values of <see cref="Shelves"/>. With the same seed the same value is made again, of other objects.</summary>
internal static class RandomShelves
{
    public static Shelves.Value Value(int seed)
    {
        var random = new Random(seed);
        return new(
            [.. Some(random, Text)],
            [.. Some(random, r => r.Next(3) == 0 ? null : (int?)r.Next())],
            [.. Some(random, r => new Guid(r.Next(), 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)r.Next(3)))],
            Some(random, Text).ToImmutableSortedSet(StringComparer.Ordinal),
            Some(random, Label).ToFrozenSet(),
            Some(random, Text).Distinct().ToImmutableDictionary(text => text, text => ImmutableArray.Create(text.Select(c => (byte)c).ToArray())),
            Some(random, r => r.Next()).Distinct().ToImmutableSortedDictionary(number => number, _ => Box(random)),
            Some(random, Label).Distinct().ToFrozenDictionary(label => label, _ => random.Next(3) == 0 ? null : Box(random)),
            random.Next(4) == 0 ? null : [.. Some(random, r => Some(r, inner => inner.Next(3) == 0 ? null : Box(inner)).ToImmutableArray())],
            random.Next(4) == 0 ? null : [.. Some(random, r => (Shelves.Colour)r.Next(256))],
            Box(random),
            random.Next(4) == 0 ? null : new([.. Some(random, Box)]),
            new(random.Next(), [.. Some(random, r => r.Next())]));
    }

    private static Shelves.Box Box(Random random) => new(random.Next(100), [.. Some(random, Label)]);

    private static Shelves.Label Label(Random random) => new(Text(random), (Shelves.Colour)random.Next(2));

    private static string Text(Random random) => random.Next(4) == 0 ? "" : random.Next(1000).ToString(CultureInfo.InvariantCulture) + "ü\0\ud83d\ude00";

    private static List<T> Some<T>(Random random, Func<Random, T> make) => [.. Enumerable.Range(0, random.Next(20) == 0 ? 300 : random.Next(4)).Select(_ => make(random))];
}
