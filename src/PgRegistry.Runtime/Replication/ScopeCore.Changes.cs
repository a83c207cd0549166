using PgRegistry.Store;
using PgRegistry.Wire;

namespace PgRegistry.Replication;

/// <content>
/// The one path by which entries join, leave and change, whoever caused it (invariant 7), and the log of what this node did. What one
/// call did to a key is published in one step, here and at the peers.
/// </content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    /// <summary>A record grows no further than this; a call that needs more is sent in several.</summary>
    private const int MaxRecordBytes = 1 << 20;

    private readonly FrameBuffer _operation = new();
    private readonly FrameBuffer _batch = new();

    /// <summary>Written under the lock, read without.</summary>
    private ChangeCounts _changes;

    /// <summary>
    /// True when nobody is between a change and the news of it. Whoever holds a queue's lock while he finds it so knows that the queue has all
    /// changes that he can have seen, each as a whole: the news of the next one has to wait for that lock.
    /// </summary>
    public bool IsEverybodyTold
    {
        get
        {
            var told = Volatile.Read(ref _changes.Told);
            return Volatile.Read(ref _changes.Begun) == told;
        }
    }

    /// <summary>Writes the operation on one of several entries, the one at an index.</summary>
    private delegate void WriteOperation(FrameBuffer output, StoredEntry<TKey, TValue> entry, int index);

    private void Add(StoredEntry<TKey, TValue> entry)
    {
        Volatile.Write(ref _changes.Begun, _changes.Begun + 1);
        Store.Add(entry);
        _sink.Joined(entry);
        Volatile.Write(ref _changes.Told, _changes.Begun);
    }

    private void Remove(StoredEntry<TKey, TValue> entry, LeaveReason reason)
    {
        Volatile.Write(ref _changes.Begun, _changes.Begun + 1);
        Store.Remove(entry);
        _sink.Left(entry, reason);
        Volatile.Write(ref _changes.Told, _changes.Begun);
    }

    /// <summary>Entries of one key.</summary>
    private void Add(ReadOnlySpan<StoredEntry<TKey, TValue>> entries)
    {
        Volatile.Write(ref _changes.Begun, _changes.Begun + 1);
        Store.Add(entries);
        foreach (var entry in entries)
        {
            _sink.Joined(entry);
        }

        Volatile.Write(ref _changes.Told, _changes.Begun);
    }

    /// <summary>Entries of one key.</summary>
    private void Remove(ReadOnlySpan<StoredEntry<TKey, TValue>> entries, LeaveReason reason)
    {
        Volatile.Write(ref _changes.Begun, _changes.Begun + 1);
        Store.Remove(entries);
        foreach (var entry in entries)
        {
            _sink.Left(entry, reason);
        }

        Volatile.Write(ref _changes.Told, _changes.Begun);
    }

    /// <summary>Entries of one key.</summary>
    private void Replace(ReadOnlySpan<StoredEntry<TKey, TValue>> old, ReadOnlySpan<StoredEntry<TKey, TValue>> now)
    {
        Volatile.Write(ref _changes.Begun, _changes.Begun + 1);
        Store.Replace(old, now);
        for (var i = 0; i < old.Length; i++)
        {
            _sink.Updated(old[i], now[i]);
        }

        Volatile.Write(ref _changes.Told, _changes.Begun);
    }

    /// <summary>Logs an operation on each of these entries, in as few records as their size allows; a record becomes visible at once.</summary>
    private void LogAll(ReadOnlySpan<StoredEntry<TKey, TValue>> entries, WriteOperation write)
    {
        if (!_log.IsRecording)
        {
            _log.Append([], entries.Length);
            return;
        }

        _batch.Clear();
        var waiting = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            _operation.Clear();
            write(_operation, entries[i], i);
            if (waiting > 0 && _batch.Length + _operation.Length > MaxRecordBytes)
            {
                LogBatch(waiting);
                waiting = 0;
            }

            _batch.Append(_operation.WrittenSpan);
            waiting++;
        }

        LogBatch(waiting);
    }

    private void LogBatch(int operations)
    {
        _record.Clear();
        if (operations > 1)
        {
            OperationCodec.WriteBatchHeader(_record, operations);
        }

        _record.Append(_batch.WrittenSpan);
        _log.Append(_record.WrittenSpan, operations);
        _batch.Clear();
    }

    private static void WriteLeave(FrameBuffer output, StoredEntry<TKey, TValue> entry, int index) =>
        OperationCodec.WriteLeave(output, entry.Slot, entry.Tag, LeaveReason.Unregistered);
}
