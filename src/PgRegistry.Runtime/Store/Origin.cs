namespace PgRegistry.Store;

/// <summary>
/// The entries that one instance of the scope on one node owns: by slot, and by process. One writer; readers take no lock.
/// </summary>
internal sealed class Origin<TKey, TValue>(NodeId node, ulong instance, bool isLocal, IEqualityComparer<TValue>? values = null) : Home(node)
    where TKey : notnull
{
    private readonly SlotPages<StoredEntry<TKey, TValue>> _slots = new();
    private readonly IntStack _freeSlots = new();
    private readonly HashTable<ulong, object, SerialOf> _processes = new(new object());

    // Apart from the node, which whoever reads a pid reads.
    private PaddedInt _nextSlot;
    private PaddedInt _count;
    public ulong Instance { get; } = instance;

    public bool IsLocal { get; } = isLocal;

    /// <summary>Says whether two values are equal.</summary>
    public IEqualityComparer<TValue> Values { get; } = values ?? EqualityComparer<TValue>.Default;

    public int Count => Volatile.Read(ref _count.Value);

    /// <summary>A free slot of this node's own entries: the one that was freed last.</summary>
    /// <exception cref="InvalidOperationException">There is none: peers would take no higher one.</exception>
    public int TakeSlot() => _freeSlots.TryPop(out var slot) ? slot
        : _nextSlot.Value <= SlotPages<StoredEntry<TKey, TValue>>.MaxSlot ? _nextSlot.Value++
        : throw new InvalidOperationException($"A node has at most {SlotPages<StoredEntry<TKey, TValue>>.MaxSlot + 1} entries in one scope.");

    /// <summary>The entry with this slot and tag, or null when it left.</summary>
    public StoredEntry<TKey, TValue>? Find(int slot, long tag) => _slots.Get(slot) is { } entry && entry.Tag == tag ? entry : null;

    public StoredEntry<TKey, TValue>? AtSlot(int slot) => _slots.Get(slot);

    /// <summary>The entry at or after a slot, and the slot behind it; null at the end. Weakly consistent.</summary>
    public StoredEntry<TKey, TValue>? Next(ref int slot) => _slots.Next(ref slot);

    /// <param name="entry">The entry.</param>
    /// <param name="cell">What its key has now, this entry too; null for an origin that nobody asks for the keys of a process.</param>
    public void Add(StoredEntry<TKey, TValue> entry, Cell<TKey, TValue>? cell = null)
    {
        _slots.Set(entry.Slot, entry);
        var place = _processes.Locate(entry.Serial);
        switch (place.Item)
        {
            case null:
                _processes.Set(place, entry);
                break;
            case StoredEntry<TKey, TValue> first:
                var bag = new EntryBag<TKey, TValue>(entry.Serial);
                bag.Add(first);
                bag.Add(entry, cell);
                _processes.Set(place, bag);
                break;
            case EntryBag<TKey, TValue> several:
                several.Add(entry, cell);
                break;
        }

        Volatile.Write(ref _count.Value, _count.Value + 1);
    }

    public void Remove(StoredEntry<TKey, TValue> entry)
    {
        _slots.Set(entry.Slot, null);
        if (IsLocal)
        {
            _freeSlots.Push(entry.Slot);
        }

        var place = _processes.Locate(entry.Serial);
        var bag = place.Item as EntryBag<TKey, TValue>;
        bag?.Remove(entry);
        if (bag is not { Count: > 0 })
        {
            _processes.Remove(place);
        }

        Volatile.Write(ref _count.Value, _count.Value - 1);
    }

    public void Replace(StoredEntry<TKey, TValue> old, StoredEntry<TKey, TValue> replacement)
    {
        _slots.Set(old.Slot, replacement);
        var place = _processes.Locate(old.Serial);
        if (place.Item is EntryBag<TKey, TValue> bag)
        {
            bag.Replace(old, replacement);
        }
        else
        {
            _processes.Set(place, replacement);
        }
    }

    /// <summary>The entries of a process: null, one, or a bag.</summary>
    public object? OfProcess(ulong serial) => _processes.Find(serial);

    private readonly struct SerialOf : IKeyOf<ulong, object>
    {
        public static ulong KeyOf(object item) => item is StoredEntry<TKey, TValue> entry ? entry.Serial : ((EntryBag<TKey, TValue>)item).Serial;
    }
}
