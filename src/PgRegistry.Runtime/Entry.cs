using System.Diagnostics;
using PgRegistry.Store;

namespace PgRegistry;

/// <summary>One registration as it was when it was read: its key, its process, its value, and its identity.</summary>
/// <remarks>Immutable; safe from any thread; a reference inside, so copying it is free.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Entry<TKey, TValue> : IEquatable<Entry<TKey, TValue>>
    where TKey : notnull
{
    private readonly StoredEntry<TKey, TValue> _stored;

    internal Entry(StoredEntry<TKey, TValue> stored) => _stored = stored;

    /// <summary>The key.</summary>
    public TKey Key => _stored.Key;

    /// <summary>The process that is registered.</summary>
    public Pid Pid => _stored.Pid;

    /// <summary>The value at the time of reading.</summary>
    public TValue Value => _stored.Value;

    /// <summary>What tells this entry from all others, also of the same process under the same key; updates keep it.</summary>
    public EntryId Id => new(_stored.Origin.Node, _stored.Origin.Instance, _stored.Tag);

    /// <summary>Takes the entry apart.</summary>
    public void Deconstruct(out TKey key, out Pid pid, out TValue value)
    {
        key = Key;
        pid = Pid;
        value = Value;
    }

    /// <inheritdoc/>
    public override string ToString() => _stored is null ? "(none)" : $"{Key} {Pid} {Value}";

    /// <summary>The same entry with an equal value.</summary>
    public bool Equals(Entry<TKey, TValue> other) =>
        ReferenceEquals(_stored, other._stored)
        || (_stored is not null && other._stored is not null && Id == other.Id && _stored.Origin.Values.Equals(Value, other.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Entry<TKey, TValue> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _stored is null ? 0 : _stored.Tag.GetHashCode();

    /// <summary>The same entry with an equal value.</summary>
    public static bool operator ==(Entry<TKey, TValue> left, Entry<TKey, TValue> right) => left.Equals(right);

    /// <summary>Another entry, or another value.</summary>
    public static bool operator !=(Entry<TKey, TValue> left, Entry<TKey, TValue> right) => !left.Equals(right);
}
