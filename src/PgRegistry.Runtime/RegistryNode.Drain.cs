namespace PgRegistry;

/// <content>Leaving gracefully with something to hand over.</content>
public sealed partial class RegistryNode
{
    private bool _isDraining;

    /// <summary>True from the moment on that somebody stops the node.</summary>
    internal bool IsStopping
    {
        get
        {
            lock (_lock)
            {
                return _stopped is not null;
            }
        }
    }

    /// <summary>
    /// Drains the node and leaves: from now on nothing is registered on it; each entry of the scopes that have a hand-over is handed over
    /// and then taken out, one scope after the other; and then the node stops as <see cref="DisposeAsync"/> does, Goodbye last. Reads,
    /// updates and messages work until then.
    /// </summary>
    /// <remarks>
    /// The node leaves in any case. What could not be handed over, because the function threw, the token was cancelled, or somebody stopped
    /// the node meanwhile, leaves with the node, and that is told at the end.
    /// </remarks>
    /// <param name="handOvers">Made by the scopes' <c>HandOver</c>, one for a scope.</param>
    /// <param name="cancellationToken">Ends the handing over, not the leaving; a function that goes on all the same is not waited for.</param>
    /// <exception cref="ArgumentException">A hand-over is null, belongs to another node, or to a scope that has another one: nothing was done.</exception>
    /// <exception cref="ObjectDisposedException">The node is draining, or has stopped.</exception>
    /// <exception cref="AggregateException">The node has left, and some entries were not handed over; each inner exception names one, or says what ended the handing over.</exception>
    /// <exception cref="OperationCanceledException">The node has left, and the token was cancelled before everything was handed over.</exception>
    public async Task DrainAsync(IEnumerable<ScopeHandOver> handOvers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handOvers);
        ScopeHandOver[] scopes = [.. handOvers];
        ThrowIfWrong(scopes, nameof(handOvers));
        BeginDrain();
        var failures = new List<Exception>();
        try
        {
            foreach (var scope in scopes)
            {
                // A function that does not heed its token is left behind: it must not keep the node.
                await scope.RunAsync(failures, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException cancelled)
        {
            lock (failures)
            {
                if (failures.Count == 0)
                {
                    throw;
                }

                failures.Add(cancelled);
            }
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }

        lock (failures)
        {
            if (failures.Count > 0)
            {
                throw new AggregateException($"{Id} has left, and not all of its entries were handed over.", failures);
            }
        }
    }

    /// <summary>Under the lock.</summary>
    private void ThrowIfLeaving(string consequence)
    {
        if (_stopped is not null || _isDraining)
        {
            throw new ObjectDisposedException(Id.ToString(), $"The node {Id} {(_stopped is not null ? "has stopped" : "is draining")}; {consequence}.");
        }
    }

    private void ThrowIfWrong(ScopeHandOver[] scopes, string parameter)
    {
        foreach (var scope in scopes)
        {
            if (scope is null)
            {
                throw new ArgumentException("A hand-over is null.", parameter);
            }

            if (scope.Node != this)
            {
                throw new ArgumentException($"The hand-over of the scope \"{scope.Scope}\" belongs to {scope.Node}, not to {this}.", parameter);
            }
        }

        if (scopes.GroupBy(scope => scope.Scope).FirstOrDefault(group => group.Count() > 1) is { } several)
        {
            throw new ArgumentException($"The scope \"{several.Key}\" has {several.Count()} hand-overs; give it one.", parameter);
        }
    }

    private void BeginDrain()
    {
        IScopeHandle[] scopes;
        lock (_lock)
        {
            ThrowIfLeaving("it drains once");
            _isDraining = true;
            scopes = [.. _scopes];
        }

        foreach (var scope in scopes)
        {
            scope.BeginDrain();
        }
    }
}
