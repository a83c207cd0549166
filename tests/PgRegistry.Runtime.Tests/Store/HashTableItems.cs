using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

/// <summary>A key whose hash code is chosen, to collide at will.</summary>
internal readonly record struct HashedKey(int Number, int Hash)
{
    public override int GetHashCode() => Hash;
}

/// <summary>What the tables under test hold; versions of a key's item count up.</summary>
internal sealed class Item(HashedKey key, int version)
{
    public HashedKey Key { get; } = key;

    public int Version { get; } = version;

    public readonly struct KeyOf : IKeyOf<HashedKey, Item>
    {
        static HashedKey IKeyOf<HashedKey, Item>.KeyOf(Item item) => item.Key;
    }
}

/// <summary>Ways to give numbers hash codes.</summary>
public enum Hashing
{
    Spread,
    Three,
    Constant,

    /// <summary>Different codes that the table mixes to the same leading bits, so that splitting hardly helps.</summary>
    EqualLeadingBits,

    /// <summary>Different codes that the table mixes to the same bits where a search begins: one run of occupied slots.</summary>
    OneRun,
}

internal static class HashedKeys
{
    public static HashTable<HashedKey, Item, Item.KeyOf> NewTable() => new(new Item(default, -1));

    public static HashedKey[] Make(int count, Hashing hashing, Random random)
    {
        var keys = new HashedKey[count];
        var hash = random.Next();
        for (var i = 0; i < count; i++)
        {
            do
            {
                hash++;
            }
            while ((hashing == Hashing.EqualLeadingBits && Mixed(hash) >> 28 != 0) || (hashing == Hashing.OneRun && (Mixed(hash) & 0xFF80) != 0));

            keys[i] = new HashedKey(i, hashing switch
            {
                Hashing.Three => i % 3,
                Hashing.Constant => 42,
                _ => hash,
            });
        }

        return keys;
    }

    /// <summary>What the table makes of a hash code.</summary>
    private static uint Mixed(int hash) => (uint)(((ulong)(uint)hash * 0x9E3779B97F4A7C15UL) >> 32);
}
