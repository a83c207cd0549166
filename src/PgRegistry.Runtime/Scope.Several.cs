using System.Runtime.CompilerServices;

namespace PgRegistry;

/// <content>
/// Several entries in one call. All of it happens, or nothing, and it is seen in one step: here, and on other nodes that are not being synced, as
/// long as it takes no more than 1 MiB on the wire.
/// </content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>
    /// Registers several processes under a key of a duplicate scope: an entry for each, with the same value. Either all are registered or none.
    /// O(processes).
    /// </summary>
    /// <returns>The registrations, in the order of the processes.</returns>
    /// <exception cref="InvalidOperationException">The scope is unique: its keys have one holder.</exception>
    /// <exception cref="ObjectDisposedException">A process has ended, or the scope is closed.</exception>
    /// <exception cref="ArgumentException">A process lives on another node; or the key or value is too large, or cannot be sent.</exception>
    public IReadOnlyList<Registration<TKey, TValue>> Register(IEnumerable<LocalProcess> processes, TKey key, TValue value)
    {
        var several = ListOf(processes);
        ArgumentNullException.ThrowIfNull(key);
        if (Mode == KeyMode.Unique)
        {
            throw new InvalidOperationException($"Registering several processes under one key belongs to scopes with duplicate keys; the scope \"{Name}\" has unique keys.");
        }

        return Array.ConvertAll(_core.Join(several, key, value), entry => new Registration<TKey, TValue>(_core, entry, null));
    }

    /// <summary>Takes out the most recent entry that each of these processes has under a key; of one that is named twice, two.</summary>
    /// <returns>How many entries went.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public int Unregister(IEnumerable<LocalProcess> processes, TKey key)
    {
        var several = ListOf(processes);
        ArgumentNullException.ThrowIfNull(key);
        return _core.Leave(several, key);
    }

    /// <summary>Takes out all entries that this node has under a key, of whatever processes. O(members of the key).</summary>
    /// <returns>How many entries went.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public int UnregisterAll(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _core.LeaveAll(key);
    }

    /// <summary>Takes out those entries of a process under a key whose value matches.</summary>
    /// <returns>How many entries went.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    [OverloadResolutionPriority(1)]
    public int UnregisterMatch(LocalProcess process, TKey key, IPattern<TValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return UnregisterMatch(process, key, value.Matches);
    }

    /// <summary>
    /// Takes out those entries of a process under a key whose value a function selects. It runs outside all locks, and again, on all of
    /// them, when one was changed meanwhile.
    /// </summary>
    /// <inheritdoc cref="UnregisterMatch(LocalProcess, TKey, IPattern{TValue})"/>
    public int UnregisterMatch(LocalProcess process, TKey key, Func<TValue, bool> value)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        while (true)
        {
            var entries = _core.EntriesOf(process, key);
            if (_core.TryLeave(entries, entries.ConvertAll(entry => value(entry.Value)), out var count))
            {
                return count;
            }
        }
    }

    private static LocalProcess[] ListOf(IEnumerable<LocalProcess> processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        LocalProcess[] several = [.. processes];
        return Array.IndexOf(several, null) < 0 ? several : throw new ArgumentException("One of the processes is null.", nameof(processes));
    }
}
