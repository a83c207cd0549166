using System.Net;
using System.Net.Sockets;

namespace PgRegistry.Tests;

/// <summary>
/// Stands between nodes as a network does that loses packets: what its gates hold back arrives nowhere, and neither does, while
/// one of them is closed, the end of a connection.
/// </summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    public TcpRelay()
    {
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        _accepting = AcceptAsync();
    }

    public string Address { get; }

    /// <summary>Where connections lead to.</summary>
    public string Target { get; set; } = "";

    /// <summary>From who dials to the target.</summary>
    public TcpGate There { get; } = new();

    /// <summary>From the target to who dials.</summary>
    public TcpGate Back { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await _listener.AcceptSocketAsync(_stopping.Token));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ForwardAsync(Socket from)
    {
        using var to = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (from)
        {
            try
            {
                from.NoDelay = to.NoDelay = true;
                await to.ConnectAsync(IPEndPoint.Parse(Target), _stopping.Token);
                await Task.WhenAll(CopyAsync(from, to, There), CopyAsync(to, from, Back));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to, TcpGate gate)
    {
        var stopping = _stopping.Token;
        var buffer = new byte[16 << 10];
        while (await ReadAsync(from, buffer, stopping) is > 0 and var read)
        {
            for (var sent = 0; sent < read;)
            {
                var piece = buffer.AsMemory(sent, await gate.TakeAsync(read - sent, stopping));
                try
                {
                    await to.SendAsync(piece, stopping);
                }
                catch (SocketException)
                {
                    // What says so to the sender goes the other way, if that is open.
                    return;
                }

                sent += piece.Length;
            }
        }

        // Each side has to find out by itself, also when the other could still say that it gives up.
        await There.OpenedAsync(stopping);
        await Back.OpenedAsync(stopping);
        try
        {
            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
        }
    }

    private static async Task<int> ReadAsync(Socket from, Memory<byte> buffer, CancellationToken stopping)
    {
        try
        {
            return await from.ReceiveAsync(buffer, stopping);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
