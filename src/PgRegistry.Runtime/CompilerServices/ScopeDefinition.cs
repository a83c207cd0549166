using System.ComponentModel;
using PgRegistry.Wire;

namespace PgRegistry.CompilerServices;

/// <summary>What generated code knows of a scope. Not for use in hand-written code.</summary>
/// <param name="name">The scope's name in the cluster.</param>
/// <param name="mode">Whether keys are duplicate or unique on each node.</param>
/// <param name="schema">One line a member, such as <c>key.Queue string</c>.</param>
/// <param name="keys">Writes and reads keys.</param>
/// <param name="values">Writes and reads values.</param>
/// <param name="comparer">Compares values that have collections in them by content; null: their own equality does.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScopeDefinition<TKey, TValue>(string name, KeyMode mode, string schema, IWireFormatter<TKey> keys, IWireFormatter<TValue> values, IEqualityComparer<TValue>? comparer = null)
    where TKey : notnull
{
    /// <summary>The scope's name in the cluster.</summary>
    public string Name { get; } = name;

    /// <summary>Whether keys are duplicate or unique on each node.</summary>
    public KeyMode Mode { get; } = mode;

    /// <summary>One line a member.</summary>
    public string Schema { get; } = schema;

    /// <summary>Writes and reads keys.</summary>
    public IWireFormatter<TKey> Keys { get; } = keys;

    /// <summary>Writes and reads values.</summary>
    public IWireFormatter<TValue> Values { get; } = values;

    /// <summary>Says whether two values are equal, so that an update of one to the other is none.</summary>
    public IEqualityComparer<TValue> Comparer { get; } = comparer ?? EqualityComparer<TValue>.Default;

    /// <summary>The members of values that entries are looked up by, in the order of their numbers.</summary>
    public IReadOnlyList<ScopeIndex<TKey, TValue>> Indexes { get; init; } = [];
}
