using System.ComponentModel;
using PgRegistry.Wire;

namespace PgRegistry.CompilerServices;

/// <summary>Handed to generated code while a node opens a scope. Not for use in hand-written code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScopeOpening
{
    private readonly RegistryNode _node;
    private readonly IServiceProvider? _services;
    private readonly List<object> _listeners;
    private readonly List<Action<List<object>>> _declared = [];

    internal ScopeOpening(RegistryNode node, IEnumerable<object> listeners, IServiceProvider? services)
    {
        _node = node;
        _services = services;
        _listeners = [.. listeners];
    }

    /// <summary>
    /// Adds a listener that the declaration names: the one of this type that is handed over or a service, else a new one.
    /// </summary>
    public void Listen<TListener>(Func<TListener>? make)
        where TListener : class => _declared.Add(listeners =>
        {
            if (!listeners.Exists(static listener => listener is TListener))
            {
                listeners.Add((TListener?)_services?.GetService(typeof(TListener)) ?? make?.Invoke() ?? throw new InvalidOperationException(
                    $"The listener {typeof(TListener)} has no constructor without parameters; hand it to Open, or add it to the services."));
            }
        });

    /// <summary>Opens the scope on the node, with the listeners that were handed over, are services, or were named.</summary>
    /// <exception cref="ArgumentException">A listener does not implement the scope's interface.</exception>
    /// <exception cref="InvalidOperationException">A scope of this name is open on the node; or a listener that was named is nowhere, and cannot be made.</exception>
    public Scope<TKey, TValue> Open<TScope, TKey, TValue, TListener>(ScopeDefinition<TKey, TValue> definition)
        where TKey : notnull
        where TListener : class, IRegistryListener<TScope, TKey, TValue>
    {
        ArgumentNullException.ThrowIfNull(definition);
        List<object> all = [.. _listeners, .. (IEnumerable<TListener>?)_services?.GetService(typeof(IEnumerable<TListener>)) ?? []];

        // Last, so that one that is a service as a listener only is not made a second time.
        _declared.ForEach(declare => declare(all));
        var listeners = all
            .Distinct(ReferenceEqualityComparer.Instance)
            .Select(listener => listener as IRegistryListener<TScope, TKey, TValue> ?? throw new ArgumentException(
                $"{listener?.GetType().ToString() ?? "null"} is no listener of the scope \"{definition.Name}\"; implement {typeof(TListener)}."))
            .ToList();
        return _node.Open(definition, scope => listeners.ForEach(scope.AddListener));
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
