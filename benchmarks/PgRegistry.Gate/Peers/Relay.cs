using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PgRegistry.Gate.Peers;

/// <summary>Stands between two nodes, counts what they send, and can be cut: a network that splits.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Lock _lock = new();
    private readonly List<Socket> _sockets = [];
    private bool _isCut;
    private long _bytes;
    private long _connectedAt;

    public Relay()
    {
        using (var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Target = ((IPEndPoint)free.LocalEndPoint!).Port;
        }

        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>The port that callers are connected with; it is free until somebody listens there.</summary>
    public int Target { get; }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}";

    /// <summary>What has been sent both ways since the last cut: the bytes of the streams, without the headers of IP.</summary>
    public long BytesSent => Interlocked.Read(ref _bytes);

    /// <summary>When the first connection after the last cut was made.</summary>
    public long ConnectedAt => Interlocked.Read(ref _connectedAt);

    /// <summary>Ends all connections, and lets nobody through until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            _sockets.ForEach(socket => socket.Dispose());
            _sockets.Clear();
            Interlocked.Exchange(ref _bytes, 0);
            Interlocked.Exchange(ref _connectedAt, 0);
        }
    }

    public void Restore()
    {
        lock (_lock)
        {
            _isCut = false;
        }
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        _listener.Dispose();
        return default;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptAsync().ConfigureAwait(false);
                lock (_lock)
                {
                    if (_isCut)
                    {
                        caller.Dispose();
                        continue;
                    }

                    var callee = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    caller.NoDelay = true;
                    _sockets.AddRange([caller, callee]);
                    callee.Connect(IPAddress.Loopback, Target);
                    Interlocked.CompareExchange(ref _connectedAt, Stopwatch.GetTimestamp(), 0);
                    _ = PumpAsync(caller, callee);
                    _ = PumpAsync(callee, caller);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The relay is gone.
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReceiveAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                lock (_lock)
                {
                    // What comes out of a connection that was cut belongs to nobody.
                    if (!_sockets.Contains(from))
                    {
                        return;
                    }

                    _bytes += count;
                }

                await Bytes.SendAsync(to, buffer.AsMemory(0, count)).ConfigureAwait(false);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
