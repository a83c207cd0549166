using Microsoft.Extensions.Logging;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>Turns what the core reports into log lines, and tells the network of peers that come and go.</summary>
internal sealed partial class NodeEvents(ILogger logger, NodeId self, TimeProvider time) : ICoreEvents
{
    private readonly Repetitions _claimants = new(new LogBudget(time, LogBudget.LinesPerMinute, count => LogMoreNamesInUse(logger, self, count)));

    /// <summary>Set before the network starts.</summary>
    public INodeNetwork? Network { get; set; }

    /// <summary>The node itself is leaving: that its links end is no loss.</summary>
    public bool IsLeaving { get; set; }

    public void SchemaRefused(string scope, NodeId node, string difference) => LogSchemaRefused(logger, scope, self, node, difference);

    public void MessagesRefused(string scope, NodeId node, string difference) => LogMessagesRefused(logger, scope, self, node, difference);

    public void CasesUnknown(string scope, NodeId node, string cases) => LogCasesUnknown(logger, scope, self, node, cases);

    public void OutOfSequence(string scope, NodeId node, long expected, long found) => LogOutOfSequence(logger, scope, self, node, expected, found);

    public void PeerUp(NodeId node, bool replaced)
    {
        if (replaced)
        {
            LogLinkReplaced(logger, self, node);
        }
        else
        {
            LogPeerUp(logger, self, node);
        }

        Network?.OnPeerUp(node);
    }

    public void PeerGone(NodeId node, LeaveReason reason, string detail)
    {
        if (reason == LeaveReason.NodeLeft)
        {
            LogPeerLeft(logger, self, node);
        }
        else if (IsLeaving)
        {
            LogLinkEnded(logger, self, node);
        }
        else
        {
            LogPeerDown(logger, self, node, Printable.Of(detail));
        }

        Network?.OnPeerGone(node, reason);
    }

    public void AddressLearned(string name, string address) => Network?.AddressLearned(name, address);

    public void NameInUse(NodeId claimant, NodeId holder)
    {
        // It comes again and again until somebody gives it another name; that is said once.
        if (_claimants.IsNew(claimant.Name, claimant.ToString()))
        {
            LogNameInUse(logger, self, claimant, holder);
        }
    }

    public void ProcessLeaked(Pid pid) => LogProcessLeaked(logger, pid);

    public void ListenerFailed(string scope, Type listener, long count, Exception exception) => LogListenerFailed(logger, listener, scope, count, exception);

    public void ProcessFailed(string scope, Pid pid, Exception exception) => LogProcessFailed(logger, pid, scope, exception);

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Self} is linked to {Peer}")]
    private static partial void LogPeerUp(ILogger logger, NodeId self, NodeId peer);

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "{Self} has another link to {Peer}; what is held stays")]
    private static partial void LogLinkReplaced(ILogger logger, NodeId self, NodeId peer);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "{Peer} has left: it said Goodbye to {Self}")]
    private static partial void LogPeerLeft(ILogger logger, NodeId self, NodeId peer);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "{Self} has lost {Peer}: {Detail}")]
    private static partial void LogPeerDown(ILogger logger, NodeId self, NodeId peer, string detail);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "The scope \"{Scope}\" is not shared between {Self} and {Peer}: {Difference}. Give both the same declaration, or add to one of them only members with defaults, behind the others.")]
    private static partial void LogSchemaRefused(ILogger logger, string scope, NodeId self, NodeId peer, string difference);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "In the scope \"{Scope}\" no messages are sent between {Self} and {Peer}: {Difference}. Give both the same type of message, or add to one of them only members with defaults, behind the others, or cases.")]
    private static partial void LogMessagesRefused(ILogger logger, string scope, NodeId self, NodeId peer, string difference);

    [LoggerMessage(EventId = 14, Level = LogLevel.Warning, Message = "In the scope \"{Scope}\" {Self} and {Peer} have other cases of the message: {Cases}; such a message is dropped, and counted, where it arrives.")]
    private static partial void LogCasesUnknown(ILogger logger, string scope, NodeId self, NodeId peer, string cases);

    [LoggerMessage(EventId = 7, Level = LogLevel.Warning, Message = "In the scope \"{Scope}\" {Self} expected number {Expected} of {Peer} and found {Found}; it asks for a resync.")]
    private static partial void LogOutOfSequence(ILogger logger, string scope, NodeId self, NodeId peer, long expected, long found);

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning, Message = "{Self} refused {Claimant}: the name is in use by {Holder}, which is alive. Give every node a name of its own.")]
    private static partial void LogNameInUse(ILogger logger, NodeId self, NodeId claimant, NodeId holder);

    [LoggerMessage(EventId = 9, Level = LogLevel.Warning, Message = "The process {Pid} ended because its owner was collected: it leaked. Dispose the process with its owner.")]
    private static partial void LogProcessLeaked(ILogger logger, Pid pid);

    [LoggerMessage(EventId = 10, Level = LogLevel.Debug, Message = "{Self} is leaving, and its link to {Peer} has ended")]
    private static partial void LogLinkEnded(ILogger logger, NodeId self, NodeId peer);

    [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "The listener {Listener} of the scope \"{Scope}\" has thrown ({Count} so far)")]
    private static partial void LogListenerFailed(ILogger logger, Type listener, string scope, long count, Exception exception);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "The process {Pid}, started in the scope \"{Scope}\", ended with an exception")]
    private static partial void LogProcessFailed(ILogger logger, Pid pid, string scope, Exception exception);

    [LoggerMessage(EventId = 13, Level = LogLevel.Warning, Message = "{Self} has refused {Count} times more who claimed a name that is in use, which is too often to log each")]
    private static partial void LogMoreNamesInUse(ILogger logger, NodeId self, int count);
}
