namespace PgRegistry.TestKit.Simulation;

/// <content>What has to hold after every action, and at rest.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    private const int FewNodes = 10;

    private void Check()
    {
        if (_log.Surprise is { } surprise)
        {
            throw Failed($"on links that keep their order nothing is out of sequence (invariant 8), but: {surprise}");
        }

        // Of very many nodes a few at a time: at rest all of them are looked at.
        CheckNodes(_nodes.Count > FewNodes ? [AnyNode(), AnyNode(), AnyNode()] : _nodes);
        CheckWaiting();
    }

    private void CheckNodes(IEnumerable<SimulatedNode<TKey, TValue>> nodes)
    {
        foreach (var node in nodes)
        {
            CheckMessages(node);
            if (node.Scope is { } scope)
            {
                var view = scope.Entries();
                CheckIndexes(node, scope, view);
                CheckOrigins(node, scope, view);
                foreach (var monitor in node.Monitors)
                {
                    if (monitor.Check(view) is { } problem)
                    {
                        throw Failed($"a monitor on {node.Name}: {problem}");
                    }
                }
            }
        }
    }

    /// <summary>Everything happens until nothing is left to do; then the views of all linked nodes agree (invariant 2).</summary>
    private void Rest()
    {
        Note("rest", "");
        while (_later.Count > 0)
        {
            EndWhatIsOver(int.MaxValue);
        }

        for (var i = 0; i < 3; i++)
        {
            ComeToRest();
            Tick();
        }

        ComeToRest();
        CheckNodes(_nodes);
        CheckNobodyWaits();
        CheckAllReceived();
        foreach (var node in _nodes)
        {
            CheckStrangers(node);
            if (node.Scope is { } scope)
            {
                var seen = scope.Entries().ToLookup(entry => entry.Id.Node);
                var peers = scope.Peers.Where(peer => peer.IsComplete).Select(peer => peer.Node).ToHashSet();
                foreach (var other in _nodes.Where(other => other != node && other.Scope is not null))
                {
                    CheckPair(node, other, peers, [.. seen[other.Node!.Id]]);
                }
            }
        }
    }

    /// <summary>At rest nobody shows anything of those who are gone, or share nothing with it.</summary>
    private void CheckStrangers(SimulatedNode<TKey, TValue> node)
    {
        if (node.Scope is { } scope)
        {
            CheckStrangers(node, [.. scope.Peers.Select(peer => peer.Node), .. scope.Entries().Select(entry => entry.Id.Node)], other => other.Scope is not null);
        }

        if (node.Skewed is { } skewed)
        {
            CheckStrangers(node, skewed.Seen(), other => other.Skewed is not null);
        }
    }

    private void CheckStrangers(SimulatedNode<TKey, TValue> node, IEnumerable<NodeId> seen, Func<SimulatedNode<TKey, TValue>, bool> shares)
    {
        var known = _nodes.Where(other => other.Node is not null && shares(other)).Select(other => other.Node!.Id).ToHashSet();
        var strangers = seen.Where(id => !known.Contains(id)).Distinct().ToArray();
        if (strangers.Length > 0)
        {
            throw Failed($"at rest {node.Name} has entries of nodes that are gone or closed the scope: {string.Join<NodeId>(", ", strangers)} (invariant 2)");
        }
    }

    private void ComeToRest() => Watch(() =>
    {
        var most = 200_000 + (100 * _nodes.Count * _nodes.Count);
        for (var i = 0; _network.Step(); i++)
        {
            if (i == most)
            {
                throw Failed($"after {most} steps the network is not at rest: somebody answers somebody for ever");
            }
        }
    });

    private void CheckPair(SimulatedNode<TKey, TValue> node, SimulatedNode<TKey, TValue> other, HashSet<NodeId> peers, List<Entry<TKey, TValue>> seen)
    {
        var isCut = _cuts.Contains(PairOf(node, other)) || !node.IsUnderstoodBy(other);
        var isPeer = peers.Contains(other.Node!.Id);
        if (isPeer == isCut)
        {
            throw Failed($"at rest {other.Name} is {(isPeer ? "a" : "no")} complete peer of {node.Name}, and their link is {(isCut ? "cut" : "not cut")} (invariant 2)");
        }

        var expected = isCut ? 0 : other.History!.Entries.Count;
        if (seen.Count != expected || (!isCut && other.History!.Find(seen, other.History.LastState) < 0))
        {
            throw Failed($"at rest {node.Name} sees {seen.Count} entries of {other.Name}, which has {expected}, or others than it has (invariant 2)");
        }
    }

    private void CheckOrigins(SimulatedNode<TKey, TValue> node, Scope<TKey, TValue> scope, IReadOnlyList<Entry<TKey, TValue>> view)
    {
        var own = view.Where(entry => entry.Id.Node == node.Node!.Id).ToList();
        if (node.History!.Find(own, node.History.LastState) < 0)
        {
            throw Failed($"{node.Name} does not show its own entries as it made them (invariant 1)");
        }

        var complete = scope.Peers.Where(peer => peer.IsComplete).Select(peer => peer.Node).ToHashSet();
        foreach (var origin in view.Where(entry => entry.Id.Node != node.Node!.Id).GroupBy(entry => (entry.Id.Node, entry.Id.Instance)))
        {
            if (!_histories.TryGetValue(origin.Key, out var history))
            {
                throw Failed($"{node.Name} has entries of {origin.Key}, which never was (invariant 4)");
            }

            foreach (var unknown in origin.Where(entry => !history.Had(entry)))
            {
                throw Failed($"{node.Name} shows {unknown}, which {history.Name} never had (invariant 1)");
            }
        }

        foreach (var id in complete)
        {
            CheckPrefix(node, id, [.. view.Where(entry => entry.Id.Node == id)]);
        }

        foreach (var gone in node.Seen.Keys.Where(key => !complete.Contains(key.Node)).ToArray())
        {
            node.Seen.Remove(gone);
        }
    }

    private void CheckPrefix(SimulatedNode<TKey, TValue> node, NodeId id, List<Entry<TKey, TValue>> seen)
    {
        var instance = node.Scope!.Core.InstanceOf(id);
        if (seen.Exists(entry => entry.Id.Instance != instance))
        {
            throw Failed($"{node.Name} shows entries of two instances of {id} (invariant 4)");
        }

        var from = node.Seen.GetValueOrDefault((id, instance));
        var at = _histories[(id, instance)].Find(seen, from);
        if (at < 0)
        {
            throw Failed($"what {node.Name} shows of {id}/{instance} is no state that it had since state {from} (invariant 1)");
        }

        node.Seen[(id, instance)] = at;
    }

    private void CheckIndexes(SimulatedNode<TKey, TValue> node, Scope<TKey, TValue> scope, IReadOnlyList<Entry<TKey, TValue>> view)
    {
        if (view.Count != scope.Count || view.DistinctBy(entry => entry.Id).Count() != view.Count)
        {
            throw Failed($"{node.Name} counts {scope.Count} entries and lists {view.Count} (invariant 5)");
        }

        var byKey = view.GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.ToList());
        if (!scope.Keys().ToHashSet().SetEquals(byKey.Keys))
        {
            throw Failed($"{node.Name} lists other keys than have entries (invariant 5)");
        }

        foreach (var (key, entries) in byKey)
        {
            var members = scope.Lookup(key);
            var same = members.Count == entries.Count && scope.CountOf(key) == entries.Count
                && members.Select(member => (member.Pid, member.Value)).ToHashSet().SetEquals(entries.Select(entry => (entry.Pid, entry.Value)));
            if (!same || (scope.Mode == KeyMode.Unique && scope.LookupLocal(key).Count > 1))
            {
                throw Failed($"{node.Name} under {key}: lookup and list differ, or a unique key has two local holders (invariants 5 and 6)");
            }
        }

        for (var shade = 0; shade < Simulations.Shades; shade++)
        {
            var expected = view.Where(entry => _kind.ShadeOf(entry.Value) == shade).ToList();
            if (!node.Opened!.ByShade(shade).ToHashSet().SetEquals(expected)
                || expected.GroupBy(entry => entry.Key).Any(group => node.Opened.UnderKey(group.Key, shade) != group.Count()))
            {
                throw Failed($"{node.Name}: the index has other entries of shade {shade} than the scope (invariant 5)");
            }
        }

        foreach (var process in view.GroupBy(entry => entry.Pid))
        {
            if (!scope.KeysOf(process.Key).ToHashSet().SetEquals(process.Select(entry => entry.Key)))
            {
                throw Failed($"{node.Name}: KeysOf({process.Key}) differs from the entries (invariant 5)");
            }
        }

        foreach (var origin in view.GroupBy(entry => entry.Id.Node))
        {
            if (scope.CountOn(origin.Key) != origin.Count())
            {
                throw Failed($"{node.Name}: CountOn({origin.Key}) differs from the entries (invariant 5)");
            }
        }
    }
}
