using System.Diagnostics;
using System.Runtime.CompilerServices;
using PgRegistry.Replication;
using PgRegistry.Store;

namespace PgRegistry;

/// <summary>
/// The handle for exactly one entry: updates it, and takes it out when disposed. Losing the handle does neither: the entry stays
/// until its process ends or it is unregistered.
/// </summary>
/// <remarks>
/// A value, as <see cref="CancellationTokenRegistration"/> is: a copy is the same handle, and <c>default</c> is one of no entry, which does
/// nothing and has no key. Safe from any thread; but a variable of it is not assigned in one step, so threads that share one that changes need a lock.
/// </remarks>
[DebuggerDisplay("{Key} {Pid} registered: {IsRegistered}")]
public readonly struct Registration<TKey, TValue> : IDisposable, IEquatable<Registration<TKey, TValue>>
    where TKey : notnull
{
    private readonly ScopeCore<TKey, TValue>? _core;
    private readonly LocalProcess? _ownProcess;
    private readonly ulong _serial;
    private readonly long _tag;
    private readonly int _slot;

    internal Registration(ScopeCore<TKey, TValue> core, StoredEntry<TKey, TValue> entry, LocalProcess? ownProcess)
    {
        _core = core;
        _ownProcess = ownProcess;
        _serial = entry.Serial;
        _tag = entry.Tag;
        _slot = entry.Slot;
        Key = entry.Key;
    }

    /// <summary>The key it was registered under; of <c>default</c>, the default of its type.</summary>
    public TKey Key { get; }

    /// <summary>The process that is registered.</summary>
    public Pid Pid => _core is null ? default : new Pid(_core.Node, _serial);

    /// <summary>The identity of the entry.</summary>
    public EntryId Id => _core is null ? default : new EntryId(_core.Node, _core.Instance, _tag);

    /// <summary>Whether the entry is still there. O(1).</summary>
    public bool IsRegistered => _core is { IsClosed: false } && _core.Store.Own.Find(_slot, _tag) is not null;

    /// <summary>The process that this registration made for itself; null when it was registered for a process of the caller's.</summary>
    public LocalProcess? OwnProcess => _ownProcess;

    /// <summary>Says whether two handles are of the same entry.</summary>
    public static bool operator ==(Registration<TKey, TValue> left, Registration<TKey, TValue> right) => left.Equals(right);

    /// <summary>Says whether two handles are of different entries.</summary>
    public static bool operator !=(Registration<TKey, TValue> left, Registration<TKey, TValue> right) => !left.Equals(right);

    /// <summary>Gives the entry a value. An equal value sends and reports nothing. O(1).</summary>
    /// <returns>False when the entry is gone.</returns>
    /// <exception cref="ArgumentException">The value is too large, or cannot be sent.</exception>
    [OverloadResolutionPriority(1)]
    public bool Update(TValue value) => _core is not null && _core.Update(_slot, _tag, value);

    /// <summary>
    /// Gives the entry a value that is made of its present one. The function runs outside all locks, and again when somebody else
    /// changed the entry meanwhile.
    /// </summary>
    /// <returns>False when the entry is gone.</returns>
    /// <exception cref="ArgumentException">The value is too large, or cannot be sent.</exception>
    public bool Update(Func<TValue, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        while (_core is { IsClosed: false } && _core.Find(_slot, _tag) is { } entry)
        {
            var value = update(entry.Value);
            try
            {
                if (_core.TryReplace([entry], [value]))
                {
                    return true;
                }
            }
            catch (ObjectDisposedException)
            {
                // The scope was closed, or the node began to stop, while the function ran: the same as when it had been before.
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// Takes the entry out; when it returns, local reads no longer show it. A process that the registration made for itself ends with
    /// it. Doing it again does nothing. O(1).
    /// </summary>
    public void Dispose()
    {
        _core?.Leave(_slot, _tag);
        _ownProcess?.Dispose();
    }

    /// <inheritdoc/>
    public bool Equals(Registration<TKey, TValue> other) => ReferenceEquals(_core, other._core) && _tag == other._tag;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Registration<TKey, TValue> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_core?.Instance, _tag);
}
