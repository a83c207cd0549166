using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PgRegistry.Wire;

public static partial class WireFormatters
{
    /// <summary>Of <c>T[]</c>.</summary>
    public static IWireFormatter<T[]> ArrayOf<T>(IWireFormatter<T> element) => Sequence<T[], T>("array", element, static items => items);

    /// <summary>Of <see cref="List{T}"/>.</summary>
    public static IWireFormatter<List<T>> ListOf<T>(IWireFormatter<T> element) => Sequence<List<T>, T>("List", element, static items => [.. items]);

    /// <summary>Of <see cref="IEnumerable{T}"/>, read as a list.</summary>
    public static IWireFormatter<IEnumerable<T>> IEnumerableOf<T>(IWireFormatter<T> element) => Sequence<IEnumerable<T>, T>("IEnumerable", element, static items => new List<T>(items));

    /// <summary>Of <see cref="IReadOnlyCollection{T}"/>, read as a list.</summary>
    public static IWireFormatter<IReadOnlyCollection<T>> IReadOnlyCollectionOf<T>(IWireFormatter<T> element) =>
        Sequence<IReadOnlyCollection<T>, T>("IReadOnlyCollection", element, static items => new List<T>(items));

    /// <summary>Of <see cref="IReadOnlyList{T}"/>, read as a list.</summary>
    public static IWireFormatter<IReadOnlyList<T>> IReadOnlyListOf<T>(IWireFormatter<T> element) => Sequence<IReadOnlyList<T>, T>("IReadOnlyList", element, static items => new List<T>(items));

    /// <summary>Of <see cref="ICollection{T}"/>, read as a list.</summary>
    public static IWireFormatter<ICollection<T>> ICollectionOf<T>(IWireFormatter<T> element) => Sequence<ICollection<T>, T>("ICollection", element, static items => new List<T>(items));

    /// <summary>Of <see cref="IList{T}"/>, read as a list.</summary>
    public static IWireFormatter<IList<T>> IListOf<T>(IWireFormatter<T> element) => Sequence<IList<T>, T>("IList", element, static items => new List<T>(items));

    /// <summary>Of <see cref="ImmutableList{T}"/>.</summary>
    public static IWireFormatter<ImmutableList<T>> ImmutableListOf<T>(IWireFormatter<T> element) => Sequence<ImmutableList<T>, T>("ImmutableList", element, static items => [.. items]);

    /// <summary>Of <see cref="ImmutableArray{T}"/>; the default one, which is not an empty one, is refused.</summary>
    public static IWireFormatter<ImmutableArray<T>> ImmutableArrayOf<T>(IWireFormatter<T> element) => new SequenceFormatter<ImmutableArray<T>, T>(
        "ImmutableArray",
        element,
        ArrayIn,
        ImmutableCollectionsMarshal.AsImmutableArray);

    private static T[] ArrayIn<T>(ImmutableArray<T> value) => ImmutableCollectionsMarshal.AsArray(value)
        ?? throw new ArgumentException("An ImmutableArray is default, which is not an empty one; use [] or a nullable member.", nameof(value));

    // What has no count, or is counted by somebody else's code, is copied first.
    private static SequenceFormatter<TCollection, T> Sequence<TCollection, T>(string name, IWireFormatter<T> element, Func<T[], TCollection> make)
        where TCollection : class, IEnumerable<T> =>
        new(name, element, static value => value as IReadOnlyCollection<T> ?? [.. value], make);
}
