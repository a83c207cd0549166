using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PgRegistry.Wire;

public static partial class WireFormatters
{
    /// <summary>Of <see cref="Dictionary{TKey, TValue}"/>.</summary>
    public static IWireFormatter<Dictionary<TKey, TValue>> DictionaryOf<TKey, TValue>(IWireFormatter<TKey> key, IWireFormatter<TValue> value)
        where TKey : notnull =>
        Map<Dictionary<TKey, TValue>, TKey, TValue>("Dictionary", key, value, static map => map.Comparer, static items => ToDictionary(items));

    /// <summary>Of <see cref="IDictionary{TKey, TValue}"/>, read as a <see cref="Dictionary{TKey, TValue}"/>.</summary>
    public static IWireFormatter<IDictionary<TKey, TValue>> IDictionaryOf<TKey, TValue>(IWireFormatter<TKey> key, IWireFormatter<TValue> value)
        where TKey : notnull =>
        Map<IDictionary<TKey, TValue>, TKey, TValue>("IDictionary", key, value, ComparerOf<TKey, TValue>, static items => ToDictionary(items));

    /// <summary>Of <see cref="IReadOnlyDictionary{TKey, TValue}"/>, read as a <see cref="Dictionary{TKey, TValue}"/>.</summary>
    public static IWireFormatter<IReadOnlyDictionary<TKey, TValue>> IReadOnlyDictionaryOf<TKey, TValue>(IWireFormatter<TKey> key, IWireFormatter<TValue> value)
        where TKey : notnull =>
        Map<IReadOnlyDictionary<TKey, TValue>, TKey, TValue>("IReadOnlyDictionary", key, value, ComparerOf<TKey, TValue>, static items => ToDictionary(items));

    /// <summary>Of <see cref="ImmutableDictionary{TKey, TValue}"/>.</summary>
    public static IWireFormatter<ImmutableDictionary<TKey, TValue>> ImmutableDictionaryOf<TKey, TValue>(IWireFormatter<TKey> key, IWireFormatter<TValue> value)
        where TKey : notnull =>
        Map<ImmutableDictionary<TKey, TValue>, TKey, TValue>("ImmutableDictionary", key, value, static map => map.KeyComparer, static items => ToDictionary(items).ToImmutableDictionary());

    /// <summary>Of <see cref="FrozenDictionary{TKey, TValue}"/>.</summary>
    public static IWireFormatter<FrozenDictionary<TKey, TValue>> FrozenDictionaryOf<TKey, TValue>(IWireFormatter<TKey> key, IWireFormatter<TValue> value)
        where TKey : notnull =>
        Map<FrozenDictionary<TKey, TValue>, TKey, TValue>("FrozenDictionary", key, value, static map => map.Comparer, static items => ToDictionary(items).ToFrozenDictionary());

    /// <summary>Of <see cref="ImmutableSortedDictionary{TKey, TValue}"/> in the usual order; one by strings is in ordinal order.</summary>
    public static IWireFormatter<ImmutableSortedDictionary<TKey, TValue>> ImmutableSortedDictionaryOf<TKey, TValue>(IWireFormatter<TKey> key, IWireFormatter<TValue> value)
        where TKey : notnull => new SequenceFormatter<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
        "ImmutableSortedDictionary",
        Pair(key, value),
        static map =>
        {
            Comparers.Check("ImmutableSortedDictionary", map.KeyComparer);
            return map;
        },
        static items =>
        {
            var map = ImmutableSortedDictionary.Create<TKey, TValue>(Comparers.Order<TKey>()).ToBuilder();
            foreach (var pair in items)
            {
                if (!map.ContainsKey(pair.Key))
                {
                    map.Add(pair);
                }
            }

            return map.ToImmutable();
        });

    private static SequenceFormatter<TMap, KeyValuePair<TKey, TValue>> Map<TMap, TKey, TValue>(
        string name, IWireFormatter<TKey> key, IWireFormatter<TValue> value, Func<TMap, IEqualityComparer<TKey>?> comparer, Func<KeyValuePair<TKey, TValue>[], TMap> make)
        where TKey : notnull
        where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>> => new(
        name,
        Pair(key, value),
        map =>
        {
            Comparers.Check(name, comparer(map));
            return map as IReadOnlyCollection<KeyValuePair<TKey, TValue>> ?? [.. map];
        },
        make);

    private static MethodFormatter<KeyValuePair<TKey, TValue>> Pair<TKey, TValue>(IWireFormatter<TKey> key, IWireFormatter<TValue> value) => new(
        (ref w, pair) =>
        {
            w.WriteArrayHeader(2);
            key.Write(ref w, pair.Key);
            value.Write(ref w, pair.Value);
        },
        (ref r) =>
        {
            WireValues.ReadArrayHeaderOf(ref r, 2, "a pair");
            return new(key.Read(ref r), value.Read(ref r));
        });

    private static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(KeyValuePair<TKey, TValue>[] items)
        where TKey : notnull
    {
        var map = new Dictionary<TKey, TValue>(items.Length);
        foreach (var (key, value) in items)
        {
            map.TryAdd(key, value);
        }

        return map;
    }

    // A dictionary of another type may compare as it likes; what it holds arrives all the same.
    private static IEqualityComparer<TKey>? ComparerOf<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> map)
        where TKey : notnull => map switch
        {
            Dictionary<TKey, TValue> hash => hash.Comparer,
            ImmutableDictionary<TKey, TValue> immutable => immutable.KeyComparer,
            FrozenDictionary<TKey, TValue> frozen => frozen.Comparer,
            _ => null,
        };
}
