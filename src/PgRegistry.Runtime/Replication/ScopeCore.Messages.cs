namespace PgRegistry.Replication;

/// <summary>Takes the messages for processes of this node out of the frames they came in.</summary>
internal interface IMessageReceiver
{
    /// <summary>Messages for processes of this node that had no inbox, or a full one, or that could not be read.</summary>
    long Undelivered { get; }

    void Receive(ReadOnlySpan<ulong> serials, Pid sender, ReadOnlySpan<byte> payload);
}

/// <content>Messages: which instance of a peer to address, and whom to hand what came.</content>
internal sealed partial class ScopeCore<TKey, TValue>
{
    private IMessageReceiver? _messages;

    /// <summary>Set once, when the scope has a type of message.</summary>
    public IMessageReceiver? Messages
    {
        get => Volatile.Read(ref _messages);
        set => Volatile.Write(ref _messages, value);
    }

    /// <summary>The instance that takes messages for this scope on a node; 0 when none can be reached.</summary>
    public ulong MessageTarget(NodeId node)
    {
        using (_gate.Enter())
        {
            return _peers.TryGetValue(node, out var view) && view is { IsAttached: true, AcceptsMessages: true } ? view.Instance : 0;
        }
    }

    public void ReceiveMessage(NodeId node, ReadOnlySpan<ulong> serials, Pid sender, ReadOnlySpan<byte> payload) =>
        Messages?.Receive(serials, sender, payload);
}
