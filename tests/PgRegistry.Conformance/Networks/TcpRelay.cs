using System.Net;
using System.Net.Sockets;

namespace PgRegistry.Conformance.Networks;

/// <summary>
/// A way to a node that can be cut: passes the bytes of connections on, both ways, as they come. While it is cut, whoever connects is
/// reset. Without a target it is a dead end: cut for ever.
/// </summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint? _target;
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _open = [];
    private readonly HashSet<Task> _forwarding = [];
    private readonly Task _accepting;
    private bool _isStopped;

    public TcpRelay(IPEndPoint? target)
    {
        _target = target;
        IsCut = target is null;
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        _accepting = AcceptAsync();
    }

    public string Address { get; }

    public bool IsCut { get; private set; }

    public void Cut()
    {
        lock (_lock)
        {
            IsCut = true;
            foreach (var socket in _open)
            {
                Reset(socket);
            }

            _open.Clear();
        }
    }

    public void Restore()
    {
        lock (_lock)
        {
            IsCut = _target is null || _isStopped;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isStopped = true;
        }

        Cut();
        _listener.Dispose();
        await _accepting;
        Task[] forwarding;
        lock (_lock)
        {
            forwarding = [.. _forwarding];
        }

        await Task.WhenAll(forwarding);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket from;
            try
            {
                from = await _listener.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                lock (_lock)
                {
                    if (_isStopped)
                    {
                        return;
                    }
                }

                // Who has connected was gone before it was accepted.
                continue;
            }

            Accepted(from);
        }
    }

    private void Accepted(Socket from)
    {
        var to = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        lock (_lock)
        {
            if (IsCut)
            {
                Reset(from);
                Reset(to);
                return;
            }

            _open.Add(from);
            _open.Add(to);
            var forwarding = ForwardAsync(from, to);
            _forwarding.Add(forwarding);
            forwarding.ContinueWith(Forget, TaskScheduler.Default);
        }
    }

    private void Forget(Task forwarding)
    {
        lock (_lock)
        {
            _forwarding.Remove(forwarding);
        }
    }

    private async Task ForwardAsync(Socket from, Socket to)
    {
        // The caller holds the lock.
        await Task.Yield();
        try
        {
            from.NoDelay = to.NoDelay = true;
            await to.ConnectAsync(_target!);
            await Task.WhenAll(CopyAsync(from, to), CopyAsync(to, from));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was cut, or a node has reset it.
        }
        finally
        {
            lock (_lock)
            {
                _open.Remove(from);
                _open.Remove(to);
            }

            from.Dispose();
            to.Dispose();
        }
    }

    /// <summary>One direction. Its end is passed on as such, since a node may still say why it refuses what it was sent.</summary>
    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                await to.SendAsync(buffer.AsMemory(0, read));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            Reset(from);
            Reset(to);
            throw;
        }
    }

    /// <summary>Closes without a word of farewell, and without a connection that lingers in the system.</summary>
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }
}
