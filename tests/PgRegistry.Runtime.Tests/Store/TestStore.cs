using PgRegistry.Store;

namespace PgRegistry.Tests.Store;

using Stored = StoredEntry<string, int>;

/// <summary>A store with one origin's entries, written as a scope writes it.</summary>
internal sealed class TestStore
{
    public static readonly NodeId Here = new("here", 1);

    private long _lastTag;

    public TestStore() => Store = new EntryStore<string, int>(new Origin<string, int>(Here, 1, isLocal: true));

    public EntryStore<string, int> Store { get; }

    public Stored Make(string key, ulong serial, int value) => new(Store.Own, key, serial, value, ++_lastTag, Store.Own.TakeSlot());

    public Stored Add(string key, ulong serial, int value)
    {
        var entry = Make(key, serial, value);
        Store.Add(entry);
        return entry;
    }

    public static List<Stored> EntriesOf(Cell<string, int>? cell)
    {
        var entries = new List<Stored>();
        var cursor = 0;
        while (cell?.NextEntry(ref cursor) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }

    public static List<Stored> EntriesOf(object? ofProcess)
    {
        var entries = new List<Stored>();
        var place = 0;
        switch (ofProcess)
        {
            case Stored only:
                return [only];
            case EntryBag<string, int> bag:
                while (bag.Next(ref place) is { } entry)
                {
                    entries.Add(entry);
                }

                break;
        }

        return entries;
    }

    /// <summary>A number for a set of entries and their values that no other set is likely to have; sets add up.</summary>
    public static ulong Fingerprint(Stored entry)
    {
        var x = ((ulong)entry.Tag * 0x9E3779B97F4A7C15UL) ^ ((ulong)(uint)entry.Value * 0xD1B54A32D192ED03UL);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
