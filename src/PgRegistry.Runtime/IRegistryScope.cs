using System.ComponentModel;
using PgRegistry.CompilerServices;

namespace PgRegistry;

/// <summary>Implemented by the generated part of a class with <c>[RegistryScope]</c>, so that opening it is an ordinary generic method.</summary>
public interface IRegistryScope<TSelf> : IAsyncDisposable, IDisposable
    where TSelf : class, IRegistryScope<TSelf>
{
    /// <summary>The scope's name in the cluster.</summary>
    static abstract string ScopeName { get; }

    /// <summary>Whether the scope is declared with duplicate or unique keys.</summary>
    static abstract KeyMode ScopeMode { get; }

    /// <summary>Opens the scope on a node. Call <c>node.Open&lt;T&gt;()</c> instead.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf Open(ScopeOpening opening);

    // Closing waits for nobody, so containers that dispose synchronously may do so.
    void IDisposable.Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }
}
