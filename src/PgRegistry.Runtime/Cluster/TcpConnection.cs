using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>
/// One TCP connection after the handshake. Received frames go to the core as they come; what is to be sent is pulled from it
/// whenever somebody has called <see cref="Wake"/>. Each connection has its own loops, so that a peer which does not read delays
/// nobody else.
/// </summary>
internal sealed partial class TcpConnection : ILinkConnection
{
    /// <summary>
    /// What is left to send, or the other side's answer to a refusal, is waited for so long; then the socket is closed whatever it does.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly TcpFrameReader _reader;
    private readonly NodeCore _core;
    private readonly ILogger _logger;
    private readonly TcpRepetitions _repetitions;
    private readonly ITimer _graceOver;
    private readonly TaskCompletionSource _sendEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Closing? _closing;
    private volatile Link? _link;

    public TcpConnection(TcpHandshaken socket, bool isOutgoing, TcpMeshContext context)
    {
        _socket = socket.Socket;
        _stream = socket.Stream;
        _reader = socket.Reader;
        _reader.MaxFrameBytes = context.MaxFrameBytes;
        Remote = socket.Result.Remote!;
        RemoteAddress = socket.RemoteAddress;
        IsOutgoing = isOutgoing;
        _core = context.Core;
        _logger = context.Logger;
        _repetitions = context.Repetitions;
        _graceOver = context.Time.CreateTimer(static state => ((TcpConnection)state!)._socket.Dispose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public NodeId Remote { get; }

    public bool IsOutgoing { get; }

    public string? RemoteAddress { get; }

    /// <summary>Completes when the core knows that the connection is gone.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether the core has chosen this connection, so that it will say Goodbye on it.</summary>
    public bool IsLink => _link is { } link && link.Peer.Current == link;

    /// <summary>Brings the connection to the core and serves it to its end. Never throws.</summary>
    public async Task RunAsync()
    {
        Link? link = null;
        try
        {
            // The core may wake or close the connection in here already; both are only noted until the link is known.
            link = _core.Connected(this);
            _link = link;
            AllowSending();
            Close(await ReceiveAsync(link).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            MeshLog.Failed(_logger, e, _core.Self, Remote);
            Close("an error in this node");
        }

        await EndAsync(link).ConfigureAwait(false);
    }

    public void Close(string reason, bool isRefusal = false)
    {
        if (Interlocked.CompareExchange(ref _closing, new Closing(reason, isRefusal), null) is null)
        {
            _graceOver.Change(Grace, Timeout.InfiniteTimeSpan);
            Wake();
        }
    }

    /// <summary>Ends the connection without regard to what is still to be sent.</summary>
    public void Abort(string reason)
    {
        Close(reason);
        _socket.Dispose();
    }

    private async Task EndAsync(Link? link)
    {
        try
        {
            // Also ends a send that hangs.
            await _stream.DisposeAsync().ConfigureAwait(false);
            if (link is not null)
            {
                await _sendEnded.Task.ConfigureAwait(false);
                var reason = _closing!.Reason;
                MeshLog.Ended(_logger, _core.Self, Remote, reason);
                _core.Disconnected(link, reason);
            }

            await _graceOver.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            MeshLog.Failed(_logger, e, _core.Self, Remote);
        }

        _ended.TrySetResult();
    }

    private sealed record Closing(string Reason, bool IsRefusal);
}
