namespace PgRegistry;

/// <summary>What a scope does with its entries when its node drains; made by the scope's <c>HandOver</c>, taken by <see cref="RegistryNode.DrainAsync"/>.</summary>
public abstract class ScopeHandOver
{
    // The cluster's state is the only thing that a hand-over may act on, so only this assembly makes them.
    private protected ScopeHandOver()
    {
    }

    internal abstract RegistryNode Node { get; }

    internal abstract string Scope { get; }

    /// <summary>Hands over entry by entry; adds what is thrown for one, and goes on with the next.</summary>
    internal abstract Task RunAsync(List<Exception> failures, CancellationToken cancellationToken);
}
