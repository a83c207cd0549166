namespace PgRegistry.TestKit.Simulation;

/// <content>Messages: at most once, in order for each sender and receiver, and none is lost unless something went wrong.</content>
public sealed partial class SimulatedCluster<TKey, TValue>
{
    private readonly Dictionary<int, (Pid Sender, Pid Receiver, int Upsets)> _sent = [];
    private int _lastMessage;

    private void Send(SimulatedNode<TKey, TValue> node)
    {
        var to = AnyNode();
        if (node.Scope is null || Pick(node.Processes) is not { } sender || InboxOn(to) is not { } receiver)
        {
            return;
        }

        // To somebody who reads nothing for now, so many that they may not fit into the queue.
        var isStalled = to != node && _random.Next(3) > 0;
        var count = isStalled ? _random.Next(80, 160) : _random.Next(1, 5);
        Note("send", $"{sender} {receiver.Process} {count}{(isStalled ? " stalled" : "")}");
        if (isStalled)
        {
            _network.Stall(node.Name, to.Name);
        }

        // What has gone wrong already may not be known here yet.
        var isSafe = to == node
            || (_network.AgreeOnLink(node.Node!.Id, to.Node!.Id) && node.Scope.Core.InstanceOf(to.Node.Id) == to.Scope!.Core.Instance);
        var accepted = 0;
        for (var i = 0; i < count; i++)
        {
            var number = ++_lastMessage;
            if (node.Opened!.Send(receiver.Process.Pid, number, sender))
            {
                accepted++;
                _sent.Add(number, (sender.Pid, receiver.Process.Pid, isSafe ? _upsets : -1));
            }
        }

        if (accepted > 0 && accepted < count)
        {
            Counts.Fault("full send queue", IsSyncing([node, to]));
        }

        if (isStalled)
        {
            _network.Unstall(node.Name, to.Name);
        }
    }

    private SimulatedInbox? InboxOn(SimulatedNode<TKey, TValue> node)
    {
        if (node.Scope is null || (node.Inboxes.Count > 0 && _random.Next(4) > 0))
        {
            return Pick(node.Inboxes);
        }

        if (Pick(node.Processes) is not { } process || node.Inboxes.Exists(inbox => inbox.Process == process))
        {
            return null;
        }

        node.Inboxes.Add(new SimulatedInbox(process, node.Opened!.OpenInbox(process)));
        return node.Inboxes[^1];
    }

    private void CheckMessages(SimulatedNode<TKey, TValue> node)
    {
        foreach (var inbox in node.Inboxes)
        {
            while (inbox.Next() is var (sender, number))
            {
                if (!_sent.Remove(number, out var sent) || sent.Sender != sender || sent.Receiver != inbox.Process.Pid)
                {
                    throw Failed($"{inbox.Process} on {node.Name} received message {number} from {sender}, who did not send it, or for a second time");
                }

                if (inbox.Last.TryGetValue(sender, out var last) && number < last)
                {
                    throw Failed($"{inbox.Process} on {node.Name} received message {number} of {sender} after {last}");
                }

                inbox.Last[sender] = number;
            }
        }
    }

    /// <summary>At rest: what was accepted since anything went wrong has arrived.</summary>
    private void CheckAllReceived()
    {
        foreach (var (number, sent) in _sent.Where(item => item.Value.Upsets == _upsets))
        {
            throw Failed($"message {number} of {sent.Sender} to {sent.Receiver} was accepted, nothing went wrong, and it did not arrive");
        }

        _sent.Clear();
    }
}
