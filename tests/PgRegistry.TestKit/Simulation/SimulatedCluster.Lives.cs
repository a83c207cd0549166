namespace PgRegistry.TestKit.Simulation;

/// <content>What becomes of scopes and nodes.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    /// <summary>Many join at once, and perhaps all end at once.</summary>
    private void Storm(SimulatedNode<TKey, TValue> node)
    {
        Fault("join storm", node.Name, node);
        for (var i = _random.Next(10, 40); i > 0; i--)
        {
            Join(node);
        }

        Check();
        for (var i = _random.Next(3); i > 0; i--)
        {
            Exit(node);
        }
    }

    private void CloseOrOpenScope(SimulatedNode<TKey, TValue> node)
    {
        if (node.Node is null)
        {
            return;
        }

        if (node.Scope is { } scope)
        {
            Fault("scope closed", node.Name, node);
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
            node.ForgetScope();
        }
        else
        {
            node.Skewed?.Close();
            node.Skewed = null;
            Note("open", node.Name);
            OpenScope(node);
        }
    }

    private void StopOrStartNode(SimulatedNode<TKey, TValue> node)
    {
        if (node.Node is not { } running)
        {
            node.Versions = (1, 1);
            Fault("restart", node.Name, [.. _nodes]);
            Start(node);
        }
        else if (_random.Next(2) == 0)
        {
            Fault("crash", node.Name, node);
            _network.Crash(running);
            node.ForgetNode();
        }
        else
        {
            Fault("graceful leave", node.Name, node);
            running.DisposeAsync().AsTask().GetAwaiter().GetResult();
            node.ForgetNode();
        }
    }
}
