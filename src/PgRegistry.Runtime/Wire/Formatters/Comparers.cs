namespace PgRegistry.Wire;

/// <summary>The comparers of sets and dictionaries. One of the user's cannot go over the wire, and what arrives would be another set.</summary>
internal static class Comparers
{
    /// <summary>The order of sorted collections. The usual one of strings is the culture's, which differs between nodes.</summary>
    public static IComparer<T> Order<T>() => typeof(T) == typeof(string) ? (IComparer<T>)(object)StringComparer.Ordinal : Comparer<T>.Default;

    public static void Check<T>(string collection, IComparer<T> comparer)
    {
        if (!Equals(comparer, Order<T>()))
        {
            throw new ArgumentException(
                typeof(T) == typeof(string)
                    ? $"An {collection} of strings is sorted by {comparer}, which other nodes need not have; make it with StringComparer.Ordinal."
                    : $"An {collection} is sorted by {comparer}, which other nodes do not have; make it without a comparer.",
                nameof(comparer));
        }
    }

    public static void Check<T>(string collection, IEqualityComparer<T>? comparer)
    {
        if (comparer is not null && !Equals(comparer, EqualityComparer<T>.Default) && !Equals(comparer, StringComparer.Ordinal))
        {
            throw new ArgumentException($"A {collection} compares with {comparer}, which other nodes do not have; make it without a comparer.", nameof(comparer));
        }
    }
}
