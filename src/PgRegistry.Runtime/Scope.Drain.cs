using PgRegistry.Store;

namespace PgRegistry;

/// <content>Handing entries over before the node leaves.</content>
public sealed partial class Scope<TKey, TValue>
{
    /// <summary>
    /// Says what is done with each entry of this node when it drains: typically, another node is told to take over. When the function's
    /// task completes, the entry is taken out here. Nothing runs until <see cref="RegistryNode.DrainAsync"/> is called with the result.
    /// </summary>
    /// <param name="handOver">Called once for each entry that is still there when its turn comes; an exception leaves the entry where it is.</param>
    /// <param name="concurrency">How many entries are handed over at a time. Default: 1, in no promised order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The concurrency is less than 1.</exception>
    public ScopeHandOver HandOver(Func<Entry<TKey, TValue>, CancellationToken, Task> handOver, int concurrency = 1)
    {
        ArgumentNullException.ThrowIfNull(handOver);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        return new EntryHandOver(this, handOver, concurrency);
    }

    private sealed class EntryHandOver(Scope<TKey, TValue> scope, Func<Entry<TKey, TValue>, CancellationToken, Task> handOver, int concurrency) : ScopeHandOver
    {
        internal override RegistryNode Node => scope._node;

        internal override string Scope => scope.Name;

        internal override async Task RunAsync(List<Exception> failures, CancellationToken cancellationToken)
        {
            // Nothing joins any more, so these are all that there will be.
            List<(int Slot, long Tag)> entries = [.. OwnEntries().Select(static entry => (entry.Slot, entry.Tag))];
            var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
            var wasCutShort = false;
            await Parallel.ForEachAsync(entries, options, async (place, token) =>
            {
                if (scope._core.Find(place.Slot, place.Tag) is not { } entry)
                {
                    // Perhaps it did not leave by itself: who stops a node ends its processes.
                    if (scope._node.IsStopping)
                    {
                        wasCutShort = true;
                    }

                    return;
                }

                try
                {
                    await handOver(new Entry<TKey, TValue>(entry), token).ConfigureAwait(false);
                    scope._core.Leave(place.Slot, place.Tag);
                }
                catch (Exception exception) when (exception is not OperationCanceledException || !token.IsCancellationRequested)
                {
                    lock (failures)
                    {
                        failures.Add(new InvalidOperationException($"The entry {entry.Key} of {entry.Pid} in the scope \"{scope.Name}\" was not handed over: {exception.Message}", exception));
                    }
                }
            }).ConfigureAwait(false);
            if (wasCutShort)
            {
                lock (failures)
                {
                    failures.Add(new InvalidOperationException($"The node was stopped while the entries of the scope \"{scope.Name}\" were handed over; not all of them were."));
                }
            }
        }

        private IEnumerable<StoredEntry<TKey, TValue>> OwnEntries()
        {
            var slot = 0;
            while (scope._core.Store.Own.Next(ref slot) is { } entry)
            {
                yield return entry;
            }
        }
    }
}
