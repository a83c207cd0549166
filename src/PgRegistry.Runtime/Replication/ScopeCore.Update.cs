using System.Runtime.InteropServices;
using PgRegistry.Store;
using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <content>Changing values, in one step: a reader sees the old or the new ones, never a gap.</content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    /// <summary>Sets all entries that a process has under a key; false when it has none.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public bool Update(LocalProcess process, TKey key, TValue value)
    {
        var encoded = _codec.EncodeNew(value);
        using (_gate.Enter())
        {
            ThrowIfNotWritable();
            var entries = OwnEntries(process, key);
            if (entries.Count == 0)
            {
                return false;
            }

            entries.RemoveAll(entry => _values.Equals(entry.Value, value));
            if (entries.Count == 0)
            {
                return true;
            }

            ReplaceOwn(CollectionsMarshal.AsSpan(entries), value, encoded);
        }

        _written();
        return true;
    }

    /// <summary>Sets exactly this entry; false when it left already.</summary>
    public bool Update(int slot, long tag, TValue value)
    {
        var encoded = _codec.EncodeNew(value);
        using (_gate.Enter())
        {
            if (_isClosed || _isFrozen || FindOwn(slot, tag) is not { } entry)
            {
                return false;
            }

            if (_values.Equals(entry.Value, value))
            {
                return true;
            }

            ReplaceOwn([entry], value, encoded);
        }

        _written();
        return true;
    }

    /// <summary>The entries that a process of this node has under a key now; empty once it ended.</summary>
    public List<StoredEntry<TKey, TValue>> EntriesOf(LocalProcess process, TKey key)
    {
        using (_gate.Enter())
        {
            ThrowIfClosed();
            return OwnEntries(process, key);
        }
    }

    /// <summary>
    /// Sets a value for each of these entries if all of them are still what they were; false, and nothing is changed, when one is not.
    /// </summary>
    public bool TryReplace(List<StoredEntry<TKey, TValue>> seen, List<TValue> values)
    {
        // Encoded one by one: a value that cannot be sent fails before anything has changed.
        var encoded = new byte[values.Count][];
        for (var i = 0; i < encoded.Length; i++)
        {
            encoded[i] = _codec.EncodeNew(values[i]).WrittenSpan.ToArray();
        }

        using (_gate.Enter())
        {
            ThrowIfNotWritable();
            foreach (var entry in seen)
            {
                if (!ReferenceEquals(FindOwn(entry.Slot, entry.Tag), entry))
                {
                    return false;
                }
            }

            var old = new List<StoredEntry<TKey, TValue>>();
            var now = new List<StoredEntry<TKey, TValue>>();
            var bytes = new List<byte[]>();
            for (var i = 0; i < seen.Count; i++)
            {
                if (!_values.Equals(seen[i].Value, values[i]))
                {
                    old.Add(seen[i]);
                    now.Add(seen[i].With(values[i]));
                    bytes.Add(encoded[i]);
                }
            }

            if (old.Count > 0)
            {
                Replace(CollectionsMarshal.AsSpan(old), CollectionsMarshal.AsSpan(now));
                LogAll(CollectionsMarshal.AsSpan(now), (output, entry, i) => OperationCodec.WriteUpdate(output, entry.Slot, entry.Tag, bytes[i]));
            }
        }

        _written();
        return true;
    }

    private List<StoredEntry<TKey, TValue>> OwnEntries(LocalProcess process, TKey key) =>
        IsForeign(process) || _ending.Contains(process.Pid.Serial) ? [] : Store.AllOf(process.Pid.Serial, key);

    private void ReplaceOwn(ReadOnlySpan<StoredEntry<TKey, TValue>> entries, TValue value, FrameBuffer encoded)
    {
        var now = new StoredEntry<TKey, TValue>[entries.Length];
        for (var i = 0; i < now.Length; i++)
        {
            now[i] = entries[i].With(value);
        }

        Replace(entries, now);
        LogAll(now, (output, entry, _) => OperationCodec.WriteUpdate(output, entry.Slot, entry.Tag, encoded.WrittenSpan));
    }
}
