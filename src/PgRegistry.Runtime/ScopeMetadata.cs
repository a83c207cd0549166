using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace PgRegistry;

/// <summary>
/// What this node keeps with an opened scope, by name: settings, a shared client, whatever its users want to find there. Other nodes do
/// not see it, and it goes with the scope when that closes.
/// </summary>
/// <remarks>Safe from any thread; reads take no lock. O(1).</remarks>
[DebuggerDisplay("{_items.Count} items")]
public sealed class ScopeMetadata
{
    private readonly ConcurrentDictionary<string, object?> _items = new(StringComparer.Ordinal);
    private readonly Action _throwIfClosed;

    internal ScopeMetadata(Action throwIfClosed) => _throwIfClosed = throwIfClosed;

    /// <summary>How many items there are.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public int Count
    {
        get
        {
            _throwIfClosed();
            return _items.Count;
        }
    }

    /// <summary>Sets an item, in the place of one that was there before.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public void Set<T>(string name, T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        _throwIfClosed();
        _items[name] = value;
    }

    /// <summary>Hands out an item; false when there is none of this name.</summary>
    /// <exception cref="InvalidCastException">The item is of another type.</exception>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public bool TryGet<T>(string name, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        _throwIfClosed();
        if (!_items.TryGetValue(name, out var item))
        {
            value = default;
            return false;
        }

        if (item is T typed)
        {
            value = typed;
            return true;
        }

        if (item is null && default(T) is null)
        {
            value = default!;
            return true;
        }

        throw new InvalidCastException($"The metadata \"{name}\" is {item?.GetType().ToString() ?? "null"}, not {typeof(T)}; ask for the type that was set.");
    }

    /// <summary>An item that has to be there.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    /// <exception cref="InvalidCastException">The item is of another type.</exception>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public T Get<T>(string name) => TryGet<T>(name, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no metadata \"{name}\"; set it first, or use TryGet.");

    /// <summary>Takes an item out; false when there is none of this name.</summary>
    /// <exception cref="ObjectDisposedException">The scope is closed.</exception>
    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _throwIfClosed();
        return _items.TryRemove(name, out _);
    }
}
