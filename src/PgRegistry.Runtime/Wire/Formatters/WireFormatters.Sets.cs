using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PgRegistry.Wire;

public static partial class WireFormatters
{
    /// <summary>Of <see cref="HashSet{T}"/>.</summary>
    public static IWireFormatter<HashSet<T>> HashSetOf<T>(IWireFormatter<T> element) =>
        Set<HashSet<T>, T>("HashSet", element, static set => set.Comparer, static items => items.ToHashSet());

    /// <summary>Of <see cref="ISet{T}"/>, read as a <see cref="HashSet{T}"/>.</summary>
    public static IWireFormatter<ISet<T>> ISetOf<T>(IWireFormatter<T> element) =>
        Set<ISet<T>, T>("ISet", element, ComparerOf<T>, static items => items.ToHashSet());

    /// <summary>Of <see cref="IReadOnlySet{T}"/>, read as a <see cref="HashSet{T}"/>.</summary>
    public static IWireFormatter<IReadOnlySet<T>> IReadOnlySetOf<T>(IWireFormatter<T> element) =>
        Set<IReadOnlySet<T>, T>("IReadOnlySet", element, ComparerOf<T>, static items => items.ToHashSet());

    /// <summary>Of <see cref="ImmutableHashSet{T}"/>.</summary>
    public static IWireFormatter<ImmutableHashSet<T>> ImmutableHashSetOf<T>(IWireFormatter<T> element) =>
        Set<ImmutableHashSet<T>, T>("ImmutableHashSet", element, static set => set.KeyComparer, static items => items.ToImmutableHashSet());

    /// <summary>Of <see cref="FrozenSet{T}"/>.</summary>
    public static IWireFormatter<FrozenSet<T>> FrozenSetOf<T>(IWireFormatter<T> element) =>
        Set<FrozenSet<T>, T>("FrozenSet", element, static set => set.Comparer, static items => items.ToFrozenSet());

    /// <summary>Of <see cref="ImmutableSortedSet{T}"/> in the usual order; one of strings is in ordinal order.</summary>
    public static IWireFormatter<ImmutableSortedSet<T>> ImmutableSortedSetOf<T>(IWireFormatter<T> element) => new SequenceFormatter<ImmutableSortedSet<T>, T>(
        "ImmutableSortedSet",
        element,
        static set =>
        {
            Comparers.Check("ImmutableSortedSet", set.KeyComparer);
            return set;
        },
        static items => items.ToImmutableSortedSet(Comparers.Order<T>()));

    private static SequenceFormatter<TSet, T> Set<TSet, T>(string name, IWireFormatter<T> element, Func<TSet, IEqualityComparer<T>?> comparer, Func<T[], TSet> make)
        where TSet : class, IEnumerable<T> => new(
        name,
        element,
        value =>
        {
            Comparers.Check(name, comparer(value));
            return value as IReadOnlyCollection<T> ?? [.. value];
        },
        make);

    // A set of another type may compare as it likes; what it holds arrives all the same.
    private static IEqualityComparer<T>? ComparerOf<T>(IEnumerable<T> set) => set switch
    {
        HashSet<T> hash => hash.Comparer,
        ImmutableHashSet<T> immutable => immutable.KeyComparer,
        FrozenSet<T> frozen => frozen.Comparer,
        _ => null,
    };
}
