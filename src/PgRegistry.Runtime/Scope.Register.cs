using System.Runtime.CompilerServices;
using PgRegistry.Store;

namespace PgRegistry;

/// <content>Registering, unregistering, updating.</content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>
    /// Registers a process under a key. In duplicate mode each call makes an entry of its own, also for the same process and key. Local
    /// reads show it when the call returns. O(1) whatever the number of members.
    /// </summary>
    /// <exception cref="AlreadyRegisteredException">The scope is unique and a living process of this node, perhaps this one, holds the key.</exception>
    /// <exception cref="ObjectDisposedException">The process has ended, or the scope is closed.</exception>
    /// <exception cref="ArgumentException">The process lives on another node; or the key or value is too large, or cannot be sent.</exception>
    [OverloadResolutionPriority(1)]
    public Registration<TKey, TValue> Register(LocalProcess process, TKey key, TValue value)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(key);
        return _core.TryJoin(process, key, value, out var holder) is { } entry
            ? new Registration<TKey, TValue>(_core, entry, null)
            : throw new AlreadyRegisteredException(Name, key, holder);
    }

    /// <summary>Registers a process of its own under a key: disposing the registration ends it.</summary>
    /// <inheritdoc cref="Register(LocalProcess, TKey, TValue)"/>
    public Registration<TKey, TValue> Register(TKey key, TValue value) =>
        TryRegisterOwn(key, value, out var registration, out var holder) ? registration : throw new AlreadyRegisteredException(Name, key, holder);

    /// <summary>Registers a process under a key of a unique scope, or says who holds the key.</summary>
    /// <returns>True when it was registered; false when <paramref name="holder"/> holds the key on this node.</returns>
    /// <exception cref="InvalidOperationException">The scope is not unique.</exception>
    /// <exception cref="ObjectDisposedException">The process has ended, or the scope is closed.</exception>
    /// <exception cref="ArgumentException">The process lives on another node; or the key or value is too large, or cannot be sent.</exception>
    public bool TryRegister(LocalProcess process, TKey key, TValue value, out Registration<TKey, TValue> registration, out Pid holder)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(key);
        RequireUnique(nameof(TryRegister));
        var entry = _core.TryJoin(process, key, value, out holder);
        registration = entry is null ? default : new Registration<TKey, TValue>(_core, entry, null);
        return entry is not null;
    }

    /// <summary>Registers a process of its own under a key of a unique scope, or says who holds the key.</summary>
    /// <inheritdoc cref="TryRegister(LocalProcess, TKey, TValue, out Registration{TKey, TValue}, out Pid)"/>
    public bool TryRegister(TKey key, TValue value, out Registration<TKey, TValue> registration, out Pid holder)
    {
        RequireUnique(nameof(TryRegister));
        return TryRegisterOwn(key, value, out registration, out holder);
    }

    /// <summary>Takes out the most recent entry that a process has under a key.</summary>
    /// <returns>False when it has none.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    [OverloadResolutionPriority(1)]
    public bool Unregister(LocalProcess process, TKey key)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(key);
        return _core.Leave(process, key);
    }

    /// <summary>
    /// Gives all entries that a process has under a key a value, in one step: a reader sees the old ones or the new ones. Equal values
    /// send and report nothing.
    /// </summary>
    /// <returns>False when the process has no entry under the key.</returns>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    /// <exception cref="ArgumentException">The value is too large, or cannot be sent.</exception>
    [OverloadResolutionPriority(1)]
    public bool Update(LocalProcess process, TKey key, TValue value)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(key);
        return _core.Update(process, key, value);
    }

    /// <summary>
    /// Gives each entry that a process has under a key a value made of its present one, all in one step. The function runs outside all
    /// locks, and again when somebody else changed an entry meanwhile.
    /// </summary>
    /// <inheritdoc cref="Update(LocalProcess, TKey, TValue)"/>
    public bool Update(LocalProcess process, TKey key, Func<TValue, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            var entries = _core.EntriesOf(process, key);
            if (entries.Count == 0)
            {
                return false;
            }

            if (_core.TryReplace(entries, entries.ConvertAll(entry => update(entry.Value))))
            {
                return true;
            }
        }
    }

    private bool TryRegisterOwn(TKey key, TValue value, out Registration<TKey, TValue> registration, out Pid holder)
    {
        ArgumentNullException.ThrowIfNull(key);
        var process = _node.Processes.Spawn();
        StoredEntry<TKey, TValue>? entry = null;
        try
        {
            entry = _core.TryJoin(process, key, value, out holder);
            registration = entry is null ? default : new Registration<TKey, TValue>(_core, entry, process);
            return entry is not null;
        }
        finally
        {
            // Nothing half-done: without an entry there is no process either.
            if (entry is null)
            {
                process.Dispose();
            }
        }
    }
}
