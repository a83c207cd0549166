using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PgRegistry.Replication;

namespace PgRegistry.Cluster;

/// <summary>
/// One TCP connection after the handshake. Received frames go to the core as they come; what is to be sent is pulled from it
/// whenever somebody has called <see cref="Wake"/>. Each connection has a thread of its own that receives, so that a node whose thread
/// pool is starved still hears its peers; and one that sends while its socket is full, so that a peer which does not read delays nobody else.
/// </summary>
internal sealed partial class TcpConnection : ILinkConnection
{
    /// <summary>
    /// What is left to send, or the other side's answer to a refusal, is waited for so long; then the socket is closed whatever it does.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>There is a thread for each peer. What users bring runs on it too: formatters, the equality of keys, loggers.</summary>
    private const int StackBytes = 512 << 10;

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly TcpFrameReader _reader;
    private readonly NodeCore _core;
    private readonly ILogger _logger;
    private readonly Repetitions _repetitions;
    private readonly TcpMeshContext _context;
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
        _context = context;
        _graceOver = context.Time.CreateTimer(static state => ((TcpConnection)state!)._socket.Dispose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public NodeId Remote { get; }

    public bool IsOutgoing { get; }

    public string? RemoteAddress { get; }

    /// <summary>Completes when the core knows that the connection is gone, and its thread has nothing more to do.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether the core has chosen this connection, so that it will say Goodbye on it.</summary>
    public bool IsLink => _link is { } link && link.Peer.Current == link;

    /// <summary>Brings the connection to the core and serves it to its end, on a thread of its own. Never throws.</summary>
    public Task RunAsync()
    {
        Link? link = null;
        try
        {
            // The core may wake or close the connection in here already; both are only noted until the link is known.
            link = _core.Connected(this);
            _link = link;
            AllowSending();
            new Thread(() => Run(link), StackBytes) { IsBackground = true, Name = $"PgRegistry link to {Remote.Name}" }.UnsafeStart();
        }
        catch (Exception e)
        {
            Fail(e);
            End(link);
        }

        return Ended;
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

    private void Run(Link link)
    {
        try
        {
            Close(Receive(link));
        }
        catch (Exception e)
        {
            Fail(e);
        }

        End(link);
    }

    private void Fail(Exception e)
    {
        MeshLog.Failed(_logger, e, _core.Self, Remote);
        Close("an error in this node");
    }

    private void End(Link? link)
    {
        try
        {
            // Also ends a send that hangs.
            _stream.Dispose();
            if (link is not null)
            {
                // Nobody of the pool may come to it for long.
                RunScheduled();
                _sendEnded.Task.GetAwaiter().GetResult();
                var reason = _closing!.Reason;
                MeshLog.Ended(_logger, _core.Self, Remote, reason);
                _core.Disconnected(link, reason);
            }

            _graceOver.Dispose();
        }
        catch (Exception e)
        {
            MeshLog.Failed(_logger, e, _core.Self, Remote);
        }

        _ended.TrySetResult();
    }

    private sealed record Closing(string Reason, bool IsRefusal);
}
