using System.Runtime.InteropServices;
using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <content>Several entries of one key in one call: all of it happens, or nothing, and it is published in one step.</content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    /// <summary>Adds an entry for each of these processes, of which each may be named several times.</summary>
    /// <exception cref="ObjectDisposedException">A process has ended, or the scope is closed.</exception>
    /// <exception cref="ArgumentException">A process is another node's, or the key or value cannot be sent.</exception>
    public StoredEntry<TKey, TValue>[] Join(LocalProcess[] processes, TKey key, TValue value)
    {
        foreach (var process in processes)
        {
            ThrowIfForeign(process);
        }

        var encoded = _codec.EncodeNew(key, value);
        var entries = new StoredEntry<TKey, TValue>[processes.Length];
        using (_gate.Enter())
        {
            ThrowIfNotJoinable();
            if (processes.Length == 0)
            {
                return entries;
            }

            foreach (var process in processes)
            {
                Attach(process);
            }

            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = new StoredEntry<TKey, TValue>(Store.Own, key, processes[i].Pid.Serial, value, _log.NextNumber + i, Store.Own.TakeSlot());
            }

            Add(entries);
            LogAll(entries, (output, entry, _) => OperationCodec.WriteJoin(output, entry.Slot, entry.Serial, encoded.WrittenSpan));
        }

        _written();
        return entries;
    }

    /// <summary>Takes out the most recent entry under a key of each of these processes, as often as it is named; returns how many went.</summary>
    public int Leave(LocalProcess[] processes, TKey key)
    {
        var leaving = new List<StoredEntry<TKey, TValue>>();
        using (_gate.Enter())
        {
            ThrowIfClosed();
            foreach (var times in processes.CountBy(process => process))
            {
                var entries = OwnEntries(times.Key, key);
                entries.Sort(static (a, b) => b.Tag.CompareTo(a.Tag));
                leaving.AddRange(entries.Take(times.Value));
            }

            RemoveOwn(leaving);
        }

        return Published(leaving);
    }

    /// <summary>Takes out all entries of this node under a key; returns how many went.</summary>
    public int LeaveAll(TKey key)
    {
        var leaving = new List<StoredEntry<TKey, TValue>>();
        using (_gate.Enter())
        {
            ThrowIfClosed();
            var cursor = 0;
            var cell = Store.Find(key);
            while (cell?.NextEntry(ref cursor) is { } entry)
            {
                if (entry.Origin == Store.Own && !_ending.Contains(entry.Serial))
                {
                    leaving.Add(entry);
                }
            }

            RemoveOwn(leaving);
        }

        return Published(leaving);
    }

    /// <summary>
    /// Takes out those of these entries that are chosen and still there, and says how many; false, and nothing went, when one of them,
    /// chosen or not, has another value now.
    /// </summary>
    public bool TryLeave(List<StoredEntry<TKey, TValue>> seen, List<bool> isChosen, out int count)
    {
        count = 0;
        var leaving = new List<StoredEntry<TKey, TValue>>();
        using (_gate.Enter())
        {
            ThrowIfClosed();
            for (var i = 0; i < seen.Count; i++)
            {
                if (FindOwn(seen[i].Slot, seen[i].Tag) is not { } now)
                {
                    continue;
                }

                if (!ReferenceEquals(now, seen[i]))
                {
                    return false;
                }

                if (isChosen[i])
                {
                    leaving.Add(now);
                }
            }

            RemoveOwn(leaving);
        }

        count = Published(leaving);
        return true;
    }

    private void RemoveOwn(List<StoredEntry<TKey, TValue>> leaving)
    {
        if (leaving.Count > 0)
        {
            var entries = CollectionsMarshal.AsSpan(leaving);
            Remove(entries, LeaveReason.Unregistered);
            LogAll(entries, WriteLeave);
        }
    }

    private int Published(List<StoredEntry<TKey, TValue>> left)
    {
        if (left.Count > 0)
        {
            _written();
        }

        return left.Count;
    }
}
