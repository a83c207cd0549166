namespace PgRegistry.Store;

/// <content>The single writer's side. He looks once where a key is, sees what it has, and puts there what it is to have.</content>
internal sealed partial class HashTable<TKey, TItem, TKeyOf>
{
    /// <summary>Where a key is, or would be: good until the next change of the table. O(1).</summary>
    public Place Locate(TKey key)
    {
        var hash = HashOf(key);
        var at = IndexIn(_directory, hash);
        var slots = _directory[at];
        var hashes = HashesOf(slots);
        var index = FirstIn(slots, hash);
        var free = -1;
        while (true)
        {
            var item = slots[index].Item;
            if (item is null)
            {
                return new Place(slots, free < 0 ? index : free, at, hash, null);
            }

            if (ReferenceEquals(item, _tombstone))
            {
                free = free < 0 ? index : free;
            }
            else if (hashes[index] == hash && EqualityComparer<TKey>.Default.Equals(TKeyOf.KeyOf(Typed(item)), key))
            {
                return new Place(slots, index, at, hash, Typed(item));
            }

            index = After(index, slots);
        }
    }

    /// <summary>Puts an item in the place of the item of the same key, or adds it. Amortised O(1).</summary>
    public void Set(in Place place, TItem item)
    {
        var (slots, index, at) = (place.Slots, place.Index, place.At);
        if (place.Item is null)
        {
            while (slots[index].Item is null)
            {
                ref var used = ref UsedAt(at);
                if ((used + 1) * 4 <= (slots.Length - 1) * 3)
                {
                    used++;
                    break;
                }

                MakeRoom(at);
                at = IndexIn(_directory, place.Hash);
                slots = _directory[at];
                index = FreeFor(slots, place.Hash);
            }

            HashesOf(slots)[index] = place.Hash;
            Volatile.Write(ref _count.Value, _count.Value + 1);
        }

        Volatile.Write(ref slots[index].Item, item);
    }

    /// <summary>Takes the item of a key away; false when there is none. O(1).</summary>
    public bool Remove(in Place place)
    {
        if (place.Item is null)
        {
            return false;
        }

        var (slots, index) = (place.Slots, place.Index);
        if (slots[After(index, slots)].Item is null)
        {
            // Nothing behind it: no probe has to pass through this slot, nor through tombstones just before it.
            do
            {
                Volatile.Write(ref slots[index].Item, null);
                UsedAt(place.At)--;
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

    /// <summary>The first empty slot for a hash, in a sub-table that was just made: it has no tombstones, and not the item that is to go there.</summary>
    private static int FreeFor(Slot[] slots, uint hash)
    {
        var index = FirstIn(slots, hash);
        while (slots[index].Item is not null)
        {
            index = After(index, slots);
        }

        return index;
    }

    /// <summary>Where a key is, and what it has; or where it would be.</summary>
    internal readonly struct Place(Slot[] slots, int index, int at, uint hash, TItem? item)
    {
        /// <summary>What the key has; null when it is not in the table.</summary>
        public readonly TItem? Item = item;

        internal readonly Slot[] Slots = slots;
        internal readonly int Index = index;
        internal readonly int At = at;
        internal readonly uint Hash = hash;
    }
}
