using System.Diagnostics;
using System.Runtime.CompilerServices;
using PgRegistry.Replication;

namespace PgRegistry;

/// <summary>
/// The handle for exactly one entry: updates it, and takes it out when disposed. Losing the handle does neither: the entry stays
/// until its process ends or it is unregistered.
/// </summary>
/// <remarks>Safe from any thread.</remarks>
[DebuggerDisplay("{Key} {Pid} registered: {IsRegistered}")]
public sealed class Registration<TKey, TValue> : IDisposable
    where TKey : notnull
{
    private readonly ScopeCore<TKey, TValue> _core;
    private readonly LocalProcess? _ownProcess;
    private readonly int _slot;
    private readonly long _tag;

    internal Registration(ScopeCore<TKey, TValue> core, Store.StoredEntry<TKey, TValue> entry, LocalProcess? ownProcess)
    {
        _core = core;
        _ownProcess = ownProcess;
        _slot = entry.Slot;
        _tag = entry.Tag;
        Key = entry.Key;
        Pid = entry.Pid;
    }

    /// <summary>The key it was registered under.</summary>
    public TKey Key { get; }

    /// <summary>The process that is registered.</summary>
    public Pid Pid { get; }

    /// <summary>The identity of the entry.</summary>
    public EntryId Id => new(_core.Node, _core.Instance, _tag);

    /// <summary>Whether the entry is still there. O(1).</summary>
    public bool IsRegistered => !_core.IsClosed && _core.Store.Own.Find(_slot, _tag) is not null;

    /// <summary>The process that this registration made for itself; null when it was registered for a process of the caller's.</summary>
    public LocalProcess? OwnProcess => _ownProcess;

    /// <summary>Gives the entry a value. An equal value sends and reports nothing. O(1).</summary>
    /// <returns>False when the entry is gone.</returns>
    /// <exception cref="ArgumentException">The value is too large, or cannot be sent.</exception>
    [OverloadResolutionPriority(1)]
    public bool Update(TValue value) => _core.Update(_slot, _tag, value);

    /// <summary>
    /// Gives the entry a value that is made of its present one. The function runs outside all locks, and again when somebody else
    /// changed the entry meanwhile.
    /// </summary>
    /// <returns>False when the entry is gone.</returns>
    /// <exception cref="ArgumentException">The value is too large, or cannot be sent.</exception>
    public bool Update(Func<TValue, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        while (!_core.IsClosed && _core.Find(_slot, _tag) is { } entry)
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
        _core.Leave(_slot, _tag);
        _ownProcess?.Dispose();
    }
}
