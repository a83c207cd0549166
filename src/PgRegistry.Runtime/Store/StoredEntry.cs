using System.Runtime.CompilerServices;

namespace PgRegistry.Store;

/// <summary>
/// One entry. All that readers see is immutable: an update puts a new object in the place of the old one. The two places are the
/// writer's own, for removal without a search.
/// </summary>
internal sealed class StoredEntry<TKey, TValue> : Cell<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The number of its join in the origin's log: with the origin's instance, its identity (invariant 4).</summary>
    public readonly long Tag;

    /// <summary>A small number, dense at its origin and reused after the entry left; it finds the entry, the tag proves it.</summary>
    public readonly int Slot;

    public int GroupPlace;
    public int ProcessPlace;

    public StoredEntry(Origin<TKey, TValue> origin, TKey key, ulong serial, TValue value, long tag, int slot)
        : base(key, origin, serial, value)
    {
        Tag = tag;
        Slot = slot;
    }

    // It was made with one; a checked cast would look up the type in shared generic code each time.
    public Origin<TKey, TValue> Origin => Unsafe.As<Origin<TKey, TValue>>(Home)!;

    public override int Count => 1;

    /// <summary>The same entry with another value; it takes over the places.</summary>
    public StoredEntry<TKey, TValue> With(TValue value) =>
        new(Origin, Key, Serial, value, Tag, Slot) { GroupPlace = GroupPlace, ProcessPlace = ProcessPlace };

    public override int Seek(int place) => place == 0 ? 0 : -1;

    public override MemberSource<TValue> EntryAt(int place) => this;

    public override Member<TValue> At(int index) => new(Pid, Value);

    public override StoredEntry<TKey, TValue>? NextEntry(ref int cursor) => cursor++ == 0 ? this : null;
}
