using PgRegistry.Store;

namespace PgRegistry.Replication;

/// <content>Joining and leaving, for processes of this node.</content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    /// <summary>Processes whose end is in the log while some of their entries are still being taken out.</summary>
    private readonly HashSet<ulong> _ending = [];

    /// <summary>Adds an entry; null when the key of a unique scope is held by a living process.</summary>
    /// <exception cref="ObjectDisposedException">The process has ended, or the scope is closed.</exception>
    /// <exception cref="ArgumentException">The process is another node's, or the key or value cannot be sent.</exception>
    public StoredEntry<TKey, TValue>? TryJoin(LocalProcess process, TKey key, TValue value, out Pid holder)
    {
        ThrowIfForeign(process);
        var encoded = _codec.EncodeNew(key, value);
        StoredEntry<TKey, TValue> entry;
        using (_gate.Enter())
        {
            ThrowIfNotJoinable();
            Attach(process);
            if (Mode == KeyMode.Unique && LocalHolder(key) is { } held && !Planted.Is(PlantedBug.UniqueKeyGivenTwice))
            {
                if (_processes.IsAlive(held.Serial))
                {
                    holder = held.Pid;
                    return null;
                }

                Evict(held);
            }

            entry = new StoredEntry<TKey, TValue>(Store.Own, key, process.Pid.Serial, value, _log.NextNumber, Store.Own.TakeSlot());

            // Logged last: a key whose Equals or GetHashCode throws leaves nothing behind, here or at the peers.
            Add(entry);
            if (_log.IsRecording)
            {
                _record.Clear();
                OperationCodec.WriteJoin(_record, entry.Slot, entry.Serial, encoded.WrittenSpan);
            }

            _log.Append(_record.WrittenSpan, 1);
        }

        _written();
        holder = default;
        return entry;
    }

    /// <summary>Takes out the most recent entry that a process has under a key; false when it has none.</summary>
    public bool Leave(LocalProcess process, TKey key)
    {
        using (_gate.Enter())
        {
            ThrowIfClosed();
            if (IsForeign(process) || Store.Newest(process.Pid.Serial, key) is not { } entry || _ending.Contains(entry.Serial))
            {
                return false;
            }

            RemoveOwn(entry);
        }

        _written();
        return true;
    }

    /// <summary>Takes out exactly this entry; false when it left already, or the scope is closed.</summary>
    public bool Leave(int slot, long tag)
    {
        using (_gate.Enter())
        {
            if (_isClosed || Store.Own.Find(slot, tag) is not { } entry)
            {
                return false;
            }

            if (_ending.Contains(entry.Serial))
            {
                // The log has its end already, and who disposes it is promised that local reads no longer show it.
                Remove(entry, LeaveReason.Exited);
                return false;
            }

            RemoveOwn(entry);
        }

        _written();
        return true;
    }

    public void ProcessEnded(ulong serial)
    {
        var place = 0;
        var isFirst = true;
        var isMore = true;
        while (isMore)
        {
            using (_gate.Enter())
            {
                var entries = _isClosed ? null : Store.Own.OfProcess(serial);
                if (entries is not null)
                {
                    BeginEnd(serial);
                }

                var budget = _settings.SliceEntries;
                isMore = RemoveSlice(entries, ref place, ref budget, LeaveReason.Exited);
                if (!isMore)
                {
                    _ending.Remove(serial);
                }
            }

            if (isFirst)
            {
                // The end is in the log: peers take its entries out at the same time as this node does.
                _written();
                isFirst = false;
            }

            if (isMore)
            {
                _gate.LetOthersIn();
            }
        }
    }

    /// <summary>The entry that a handle means, or null when it left, its process is ending, or the scope is closed.</summary>
    public StoredEntry<TKey, TValue>? Find(int slot, long tag)
    {
        using (_gate.Enter())
        {
            return _isClosed ? null : FindOwn(slot, tag);
        }
    }

    private StoredEntry<TKey, TValue>? FindOwn(int slot, long tag) =>
        Store.Own.Find(slot, tag) is { } entry && !_ending.Contains(entry.Serial) ? entry : null;

    private void Attach(LocalProcess process)
    {
        if (!process.TryAttach(_tie))
        {
            throw new ObjectDisposedException(process.ToString(), $"The process {process} has ended; an ended process cannot be registered.");
        }
    }

    private void ThrowIfForeign(LocalProcess process)
    {
        if (IsForeign(process))
        {
            throw new ArgumentException($"The process {process} lives on another node than this scope ({Node}); a node registers its own processes.", nameof(process));
        }
    }

    private bool IsForeign(LocalProcess process) => process.Pid.Node != Node;

    private StoredEntry<TKey, TValue>? LocalHolder(TKey key)
    {
        var cursor = 0;
        var cell = Store.Find(key);
        while (cell?.NextEntry(ref cursor) is { } entry)
        {
            if (entry.Origin == Store.Own)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Frees a key whose holder has ended but was not taken out yet: a dead holder never blocks.</summary>
    private void Evict(StoredEntry<TKey, TValue> held)
    {
        BeginEnd(held.Serial);
        Remove(held, LeaveReason.Exited);
    }

    /// <summary>From here on the log says that the process ended: peers drop its entries, and chunks leave them out.</summary>
    private void BeginEnd(ulong serial)
    {
        if (_ending.Add(serial))
        {
            _record.Clear();
            OperationCodec.WriteEnd(_record, Planted.Is(PlantedBug.ExitNotLogged) ? ulong.MaxValue : serial);
            _log.Append(_record.WrittenSpan, 1);
        }
    }

    private void RemoveOwn(StoredEntry<TKey, TValue> entry)
    {
        Remove(entry, LeaveReason.Unregistered);
        _record.Clear();
        if (_log.IsRecording)
        {
            WriteLeave(_record, entry, 0);
        }

        _log.Append(_record.WrittenSpan, 1);
    }

    /// <summary>Takes out entries of a process, as far as the budget goes; true when there may be more.</summary>
    private bool RemoveSlice(object? entries, ref int place, ref int budget, LeaveReason reason)
    {
        switch (entries)
        {
            case StoredEntry<TKey, TValue> only:
                budget--;
                Remove(only, reason);
                return false;
            case EntryBag<TKey, TValue> bag:
                while (budget > 0)
                {
                    if (bag.Next(ref place) is not { } entry)
                    {
                        return false;
                    }

                    budget--;
                    Remove(entry, reason);
                    if (Planted.Is(PlantedBug.EndOfOneEntry))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }
}
