using System.Net;
using Microsoft.Extensions.Logging;

namespace PgRegistry.Cluster;

/// <summary>What the TCP mesh logs. The event ids, 1000 to 1099, are stable.</summary>
internal static partial class MeshLog
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Information, Message = "{Self} listens on {Address}")]
    public static partial void Listening(ILogger logger, NodeId self, EndPoint address);

    [LoggerMessage(EventId = 1001, Level = LogLevel.Debug, Message = "{Self} has a connection to {Peer} at {Address} (dialled: {IsOutgoing})")]
    public static partial void Connected(ILogger logger, NodeId self, NodeId peer, string? address, bool isOutgoing);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Debug, Message = "A connection of {Self} to {Peer} has ended: {Reason}")]
    public static partial void Ended(ILogger logger, NodeId self, NodeId peer, string reason);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning, Message = "{Self} refused {Peer}: {Reason}")]
    public static partial void Refused(ILogger logger, NodeId self, string peer, string reason);

    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning, Message = "{Self} was refused by {Peer}: {Reason}")]
    public static partial void RefusedByRemote(ILogger logger, NodeId self, object peer, string reason);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Debug, Message = "Again between {Self} and {Peer}: {Reason}")]
    public static partial void Again(ILogger logger, NodeId self, object peer, string reason);

    [LoggerMessage(EventId = 1013, Level = LogLevel.Warning, Message = "{Self} ends a connection to {Peer}: {Reason}")]
    public static partial void BadFrame(ILogger logger, NodeId self, NodeId peer, string reason);

    [LoggerMessage(EventId = 1014, Level = LogLevel.Error, Message = "{Self} ends a connection to {Peer} after an error of its own")]
    public static partial void Failed(ILogger logger, Exception exception, NodeId self, NodeId peer);

    [LoggerMessage(EventId = 1015, Level = LogLevel.Warning, Message = "{Self} has refused callers {Count} times more, which is too often to log each")]
    public static partial void MoreRefused(ILogger logger, NodeId self, int count);

    [LoggerMessage(EventId = 1020, Level = LogLevel.Information, Message = "{Self} cannot reach {Address} and keeps trying: {Reason}")]
    public static partial void CannotReach(ILogger logger, NodeId self, HostAndPort address, string reason);

    [LoggerMessage(EventId = 1021, Level = LogLevel.Debug, Message = "{Self} has reached itself at {Address}")]
    public static partial void Oneself(ILogger logger, NodeId self, HostAndPort address);

    [LoggerMessage(EventId = 1022, Level = LogLevel.Debug, Message = "{Self} knows {Count} addresses and does not note {Address}")]
    public static partial void TooManyAddresses(ILogger logger, NodeId self, int count, HostAndPort address);

    [LoggerMessage(EventId = 1030, Level = LogLevel.Debug, Message = "{Self} turns away {Address}: {Count} connections are in their handshakes already")]
    public static partial void TooManyStrangers(ILogger logger, NodeId self, string address, int count);

    [LoggerMessage(EventId = 1031, Level = LogLevel.Warning, Message = "{Self} cannot accept a connection and tries again")]
    public static partial void CannotAccept(ILogger logger, Exception exception, NodeId self);

    [LoggerMessage(EventId = 1032, Level = LogLevel.Debug, Message = "A handshake of {Self} with {Address} came to no end: {Reason}")]
    public static partial void HandshakeLost(ILogger logger, NodeId self, string address, string reason);

    [LoggerMessage(EventId = 1033, Level = LogLevel.Warning, Message = "{Self} goes on with the certificates that it has: {Problem}")]
    public static partial void Files(ILogger logger, NodeId self, string problem);

    [LoggerMessage(EventId = 1040, Level = LogLevel.Error, Message = "An unexpected error in the TCP mesh")]
    public static partial void Unexpected(ILogger logger, Exception exception);
}
