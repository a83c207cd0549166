namespace PgRegistry.TestKit.Simulation;

/// <content>Waiting until the peers have what was done so far.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    /// <summary>No test waits so long for what has happened already.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly List<Waiting> _waiting = [];

    private void AwaitReplication(SimulatedNode<TKey, TValue> node)
    {
        if (node.Scope is { } scope)
        {
            Note("await replication", node.Name);
            _waiting.Add(new Waiting(node, scope, [.. scope.Peers.Select(peer => peer.Node)], node.History!.LastState, _upsets, scope.ReplicatedAsync()));
        }
    }

    /// <summary>
    /// Who has waited, and nothing went wrong meanwhile, finds it true. (That a task is completed is seen a little after it is, since its continuations run elsewhere;
    /// what it promises stays true.)
    /// </summary>
    private void CheckWaiting()
    {
        foreach (var waiting in _waiting.FindAll(waiting => waiting.Task.IsCompleted))
        {
            _waiting.Remove(waiting);
            if (waiting.Node.Scope == waiting.Scope && waiting.Upsets == _upsets)
            {
                CheckReplicated(waiting);
            }
        }
    }

    private void CheckReplicated(Waiting waiting)
    {
        var origin = waiting.Node.Node!.Id;
        foreach (var other in _nodes.Where(other => other.Scope is not null && waiting.Peers.Contains(other.Node!.Id)))
        {
            // It may have lost the link, which this side has not noticed yet.
            if (!other.Scope!.Peers.Any(peer => peer.Node == origin && peer.IsComplete))
            {
                continue;
            }

            var seen = other.Scope.Entries().Where(entry => entry.Id.Node == origin);
            if (waiting.Node.History!.Find(seen, waiting.State) < 0)
            {
                throw Failed($"ReplicatedAsync on {waiting.Node.Name} has completed, and {other.Name} does not show what was done before");
            }
        }

        Counts.Action("replication confirmed");
    }

    /// <summary>At rest everybody who waits has been answered.</summary>
    private void CheckNobodyWaits()
    {
        foreach (var waiting in _waiting.Where(waiting => waiting.Node.Scope == waiting.Scope))
        {
            if (!((IAsyncResult)waiting.Task).AsyncWaitHandle.WaitOne(s_deadline))
            {
                throw Failed($"at rest somebody still waits for ReplicatedAsync on {waiting.Node.Name}");
            }
        }

        CheckWaiting();
    }

    /// <param name="Node">Who waits.</param>
    /// <param name="Scope">In which scope.</param>
    /// <param name="Peers">The peers that are waited for: who becomes one later is not.</param>
    /// <param name="State">What was done before.</param>
    /// <param name="Upsets">How much had gone wrong until then.</param>
    /// <param name="Task">The wait.</param>
    private sealed record Waiting(SimulatedNode<TKey, TValue> Node, Scope<TKey, TValue> Scope, HashSet<NodeId> Peers, int State, int Upsets, Task Task);
}
