using System.Net;
using System.Net.Sockets;

namespace PgRegistry.Tests;

/// <summary>Stands between two nodes and cuts each connection after a random number of bytes, as often as it was told to.</summary>
internal sealed class TcpCuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private int _cutsLeft;

    public TcpCuttingProxy(int cuts, int seed)
    {
        _cutsLeft = cuts;
        _random = new Random(seed);
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        _accepting = AcceptAsync();
    }

    public string Address { get; }

    /// <summary>Where connections lead to.</summary>
    public string Target { get; set; } = "";

    /// <summary>Completes when nothing is cut any more.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
                var from = await _listener.AcceptSocketAsync(_stopping.Token);
                _ = ForwardAsync(from);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ForwardAsync(Socket from)
    {
        var to = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await to.ConnectAsync(IPEndPoint.Parse(Target), _stopping.Token);
            long left;
            lock (_lock)
            {
                left = _cutsLeft > 0 ? _random.Next(1, 1 << _random.Next(8, 18)) : long.MaxValue;
            }

            var budget = new Budget(left);
            await await Task.WhenAny(CopyAsync(from, to, budget), CopyAsync(to, from, budget));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Budget budget)
    {
        var buffer = new byte[16 << 10];
        while (await from.ReceiveAsync(buffer, _stopping.Token) is > 0 and var read)
        {
            // What is left is sent, so that frames are cut in the middle too.
            var allowed = budget.Take(read);
            await to.SendAsync(buffer.AsMemory(0, allowed), _stopping.Token);
            if (allowed < read)
            {
                if (Interlocked.Decrement(ref _cutsLeft) == 0)
                {
                    Done.TrySetResult();
                }

                return;
            }
        }
    }

    private sealed class Budget(long left)
    {
        private long _left = left;

        public int Take(int wanted) => (int)Math.Clamp(Interlocked.Add(ref _left, -wanted) + wanted, 0, wanted);
    }
}
