namespace PgRegistry.TestKit.Simulation;

/// <content>Nodes that do not belong together: two of one name, and those of another version or with another schema.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    /// <summary>Somebody starts another node under a name that is in use. Whoever is linked to the first one keeps it; where it is cut off, the other may take its place.</summary>
    private void Claim(SimulatedNode<TKey, TValue> node)
    {
        if (node.Node is null)
        {
            return;
        }

        Fault("two claimants", node.Name, [.. _nodes]);
        var claimant = new SimulatedNode<TKey, TValue>(node.Name);
        Start(claimant);
        for (var i = _random.Next(4); i > 0; i--)
        {
            Join(claimant);
        }

        Steps(_random.Next(60));
        if (_random.Next(2) == 0)
        {
            // The holder proves with its next heartbeat that it lives.
            Tick();
            Steps(_random.Next(60));
        }

        Later(() =>
        {
            Note("claimant ends", node.Name);
            _upsets++;
            if (_random.Next(2) == 0)
            {
                _network.Crash(claimant.Node!);
            }
            else
            {
                claimant.Node!.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        });
    }

    private void Skew(SimulatedNode<TKey, TValue> node)
    {
        if (_random.Next(2) == 0)
        {
            SkewVersion(node);
        }
        else if (node.Node is not null && node.Skewed is null)
        {
            SkewSchema(node);
        }
    }

    /// <summary>A node comes back with a build that may share no version of the protocol with the others.</summary>
    private void SkewVersion(SimulatedNode<TKey, TValue> node)
    {
        StopIfRunning(node);
        node.Versions = _random.Next(3) == 0 ? (1, 2) : (2, 2);
        Fault("version skew", $"{node.Name} {node.Versions}", [.. _nodes]);
        Start(node);
        Later(() =>
        {
            if (node.Node is not null && node.Versions != (1, 1))
            {
                StopIfRunning(node);
                StopOrStartNode(node);
            }
        });
    }

    /// <summary>A node opens, under the name of the scope, something that the others cannot share.</summary>
    private void SkewSchema(SimulatedNode<TKey, TValue> node)
    {
        if (node.Scope is not null)
        {
            CloseOrOpenScope(node);
        }

        Fault("schema skew", node.Name, [.. _nodes]);
        node.Skewed = _kind.OpenSkewed(node.Node!);
        var process = node.Node!.Spawn();
        node.Processes.Add(process);
        for (var i = _random.Next(4); i > 0; i--)
        {
            node.Skewed.Register(process, i);
        }

        Later(() =>
        {
            if (node.Skewed is not null)
            {
                CloseOrOpenScope(node);
            }
        });
    }

    private void StopIfRunning(SimulatedNode<TKey, TValue> node)
    {
        if (node.Node is not null)
        {
            StopOrStartNode(node);
        }
    }
}
