namespace PgRegistry;

/// <content>Leaving gracefully with something to hand over.</content>
public sealed partial class RegistryNode
{
    private bool _isDraining;

    /// <summary>
    /// Drains the node and leaves: from now on nothing is registered on it; each entry of the scopes that have a hand-over is handed over
    /// and then taken out, one scope after the other; and then the node stops as <see cref="DisposeAsync"/> does, Goodbye last. Reads,
    /// updates and messages work until then.
    /// </summary>
    /// <remarks>
    /// The node leaves in any case. What could not be handed over, because the function threw or the token was cancelled, leaves with the
    /// node, and is told at the end.
    /// </remarks>
    /// <param name="handOvers">Made by the scopes' <c>HandOver</c>, one for a scope.</param>
    /// <param name="cancellationToken">Ends the handing over, not the leaving.</param>
    /// <exception cref="ArgumentException">A hand-over is null, belongs to another node, or to a scope that has another one: nothing was done.</exception>
    /// <exception cref="ObjectDisposedException">The node is draining, or has stopped.</exception>
    /// <exception cref="AggregateException">The node has left, and some entries were not handed over; each inner exception names one, or is the cancellation.</exception>
    /// <exception cref="OperationCanceledException">The node has left, and the token was cancelled before everything was handed over.</exception>
    public async Task DrainAsync(IEnumerable<ScopeHandOver> handOvers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handOvers);
        ScopeHandOver[] scopes = [.. handOvers];
        ThrowIfWrong(scopes);
        BeginDrain();
        var failures = new List<Exception>();
        try
        {
            foreach (var scope in scopes)
            {
                await scope.RunAsync(failures, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException cancelled) when (failures.Count > 0)
        {
            failures.Add(cancelled);
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"{Id} has left, and not all of its entries were handed over.", failures);
        }
    }

    private void ThrowIfWrong(ScopeHandOver[] scopes)
    {
        foreach (var scope in scopes)
        {
            if (scope is null)
            {
                throw new ArgumentException("A hand-over is null.", nameof(scopes));
            }

            if (scope.Node != this)
            {
                throw new ArgumentException($"The hand-over of the scope \"{scope.Scope}\" belongs to {scope.Node}, not to {this}.", nameof(scopes));
            }
        }

        if (scopes.GroupBy(scope => scope.Scope).FirstOrDefault(group => group.Count() > 1) is { } several)
        {
            throw new ArgumentException($"The scope \"{several.Key}\" has {several.Count()} hand-overs; give it one.", nameof(scopes));
        }
    }

    private void BeginDrain()
    {
        IScopeHandle[] scopes;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stopped is not null || _isDraining, this);
            _isDraining = true;
            scopes = [.. _scopes];
        }

        foreach (var scope in scopes)
        {
            scope.BeginDrain();
        }
    }
}
