using System.ComponentModel;
using PgRegistry.Wire;

namespace PgRegistry.CompilerServices;

/// <summary>Handed to generated code while a node opens a scope. Not for use in hand-written code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScopeOpening
{
    private readonly RegistryNode _node;

    internal ScopeOpening(RegistryNode node) => _node = node;

    /// <summary>Opens the scope on the node.</summary>
    /// <exception cref="InvalidOperationException">A scope of this name is open on the node.</exception>
    public Scope<TKey, TValue> Open<TKey, TValue>(ScopeDefinition<TKey, TValue> definition)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(definition);
        return _node.Open(definition);
    }

    /// <summary>Gives the scope a type of message.</summary>
    public ScopeMessages<TKey, TValue, TMessage> OpenMessages<TKey, TValue, TMessage>(Scope<TKey, TValue> scope, IWireFormatter<TMessage> formatter)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(formatter);
        return scope.Owner == _node
            ? new ScopeMessages<TKey, TValue, TMessage>(scope, formatter)
            : throw new ArgumentException("The scope was opened on another node.", nameof(scope));
    }
}
