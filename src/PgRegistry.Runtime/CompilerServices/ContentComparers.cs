using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PgRegistry.CompilerServices;

/// <summary>
/// Compares values by what is in them. Generated code derives one for each record with a collection in it: immutable collections are
/// equal by reference to themselves alone, and so would be the records that have them. Not for use in hand-written code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ContentComparer<T> : IEqualityComparer<T>
{
    /// <inheritdoc/>
    public abstract bool Equals(T? x, T? y);

    /// <summary>Zero, which fits any equality. Values are compared with each other, and never looked up.</summary>
    public int GetHashCode(T obj) => 0;
}

/// <summary>Comparers of collections by content. Not for use in hand-written code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContentComparers
{
    /// <summary>Of what compares itself.</summary>
    public static bool Equal<T>(T x, T y) => EqualityComparer<T>.Default.Equals(x, y);

    /// <summary>Of a nullable value type.</summary>
    public static IEqualityComparer<T?> NullableOf<T>(IEqualityComparer<T> value)
        where T : struct => new MethodComparer<T?>((x, y) => x is { } a ? y is { } b && value.Equals(a, b) : y is null);

    /// <summary>The same elements in the same order. A default array is equal to another one alone.</summary>
    public static IEqualityComparer<ImmutableArray<T>> ImmutableArrayOf<T>(IEqualityComparer<T>? element = null) => new MethodComparer<ImmutableArray<T>>(
        (x, y) => ImmutableCollectionsMarshal.AsArray(x) is { } a
            ? ImmutableCollectionsMarshal.AsArray(y) is { } b && (ReferenceEquals(a, b) || a.AsSpan().SequenceEqual(b, element))
            : y.IsDefault);

    /// <summary>The same elements in the same order.</summary>
    public static IEqualityComparer<ImmutableList<T>?> ImmutableListOf<T>(IEqualityComparer<T>? element = null) =>
        new MethodComparer<ImmutableList<T>?>((x, y) => x is null ? y is null : y is not null && (ReferenceEquals(x, y) || (x.Count == y.Count && x.SequenceEqual(y, element))));

    /// <summary>The same elements in whatever order. Both sets compare these in the usual way, or they would not be registered.</summary>
    public static IEqualityComparer<TSet?> SetOf<TSet, T>()
        where TSet : class, IReadOnlySet<T> => new MethodComparer<TSet?>((x, y) =>
        {
            if (x is null || y is null || ReferenceEquals(x, y) || x.Count != y.Count)
            {
                return ReferenceEquals(x, y);
            }

            foreach (var element in x)
            {
                if (!y.Contains(element))
                {
                    return false;
                }
            }

            return true;
        });

    /// <summary>Equal values under the same keys, in whatever order.</summary>
    public static IEqualityComparer<TMap?> DictionaryOf<TMap, TKey, TValue>(IEqualityComparer<TValue>? value = null)
        where TMap : class, IReadOnlyDictionary<TKey, TValue>
    {
        value ??= EqualityComparer<TValue>.Default;
        return new MethodComparer<TMap?>((x, y) =>
        {
            if (x is null || y is null || ReferenceEquals(x, y) || x.Count != y.Count)
            {
                return ReferenceEquals(x, y);
            }

            foreach (var (key, item) in x)
            {
                if (!y.TryGetValue(key, out var other) || !value.Equals(item, other))
                {
                    return false;
                }
            }

            return true;
        });
    }

    private sealed class MethodComparer<T>(Func<T?, T?, bool> equals) : ContentComparer<T>
    {
        public override bool Equals(T? x, T? y) => equals(x, y);
    }
}
