namespace PgRegistry.Store;

/// <content>The single writer's side.</content>
internal sealed partial class HashTable<TKey, TItem, TKeyOf>
{
    /// <summary>Puts an item in the place of the item of the same key, or adds it. Amortised O(1).</summary>
    public void Set(TKey key, TItem item)
    {
        var hash = HashOf(key);
        while (true)
        {
            var at = IndexIn(_directory, hash);
            var slots = _directory[at];
            var index = Locate(slots, key, hash, out var free);
            if (index >= 0)
            {
                Volatile.Write(ref slots[index].Item, item);
                return;
            }

            var info = _info[at];
            if (slots[free].Item is null)
            {
                if ((info.Used + 1) * 4 > (slots.Length - 1) * 3)
                {
                    MakeRoom(at);
                    continue;
                }

                info.Used++;
            }

            slots[free].Hash = hash;
            Volatile.Write(ref slots[free].Item, item);
            Volatile.Write(ref _count.Value, _count.Value + 1);
            return;
        }
    }

    /// <summary>Takes the item of a key away; false when there is none. O(1).</summary>
    public bool Remove(TKey key)
    {
        var hash = HashOf(key);
        var at = IndexIn(_directory, hash);
        var slots = _directory[at];
        var index = Locate(slots, key, hash, out _);
        if (index < 0)
        {
            return false;
        }

        if (slots[After(index, slots)].Item is null)
        {
            // Nothing behind it: no probe has to pass through this slot, nor through tombstones just before it.
            do
            {
                Volatile.Write(ref slots[index].Item, null);
                _info[at].Used--;
                index = index > 1 ? index - 1 : slots.Length - 1;
            }
            while (ReferenceEquals(slots[index].Item, _tombstone));
        }
        else
        {
            Volatile.Write(ref slots[index].Item, _tombstone);
        }

        Volatile.Write(ref _count.Value, _count.Value - 1);
        return true;
    }

    private int Locate(Slot[] slots, TKey key, uint hash, out int free)
    {
        var index = FirstIn(slots, hash);
        free = -1;
        while (true)
        {
            ref var slot = ref slots[index];
            if (slot.Item is null)
            {
                free = free < 0 ? index : free;
                return -1;
            }

            if (ReferenceEquals(slot.Item, _tombstone))
            {
                free = free < 0 ? index : free;
            }
            else if (slot.Hash == hash && EqualityComparer<TKey>.Default.Equals(TKeyOf.KeyOf(slot.Item), key))
            {
                return index;
            }

            index = After(index, slots);
        }
    }
}
