using System.Net.Sockets;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>Strangers that do not finish TLS, or never begin it, cost a bounded time and delay nobody.</summary>
public sealed class TlsHostileTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(17);

    private readonly TlsAuthority _authority = new();
    private readonly CountingTime _time = new(Timeout);

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x16 })]
    [InlineData(new byte[] { 0x16, 3, 1, 0x40, 0, 1, 0, 0x3f })]
    public async Task Who_stops_in_the_middle_is_dropped_after_the_time_out_and_delays_nobody(byte[] bytes)
    {
        await using var a = await StartAsync();
        using var stranger = await ConnectAsync(a, bytes);
        await using var b = await TcpNode.StartAsync(Other("b", a));
        await a.Until("up b");
        Assert.Empty(a.Logged(1032));

        _time.Advance(Timeout);

        Assert.Equal(0, await ReadAsync(stranger));
        await a.Until(() => a.Logged(1032).Count == 1, "the end of the handshake");
        Assert.Empty(a.Warnings);
    }

    [Fact]
    public async Task A_byte_at_a_time_gains_no_time()
    {
        await using var a = await StartAsync();
        using var stranger = await ConnectAsync(a, []);
        foreach (var one in new byte[] { 0x16, 3, 1, 0x40, 0, 1, 0, 0x3f })
        {
            await stranger.SendAsync(new[] { one }, TestContext.Current.CancellationToken);
            _time.Advance(Timeout / 8);
        }

        Assert.Equal(0, await ReadAsync(stranger));
        await a.Until(() => a.Logged(1032).Count == 1, "the end of the handshake");
    }

    [Fact]
    public async Task All_places_become_free_again()
    {
        await using var a = await StartAsync();
        var strangers = new List<Socket>();
        for (var i = 0; i < 128; i++)
        {
            strangers.Add(await ConnectAsync(a, i % 2 == 0 ? [] : [0x16, 3, 1]));
        }

        using var late = await TcpRawPeer.ConnectAsync(a.Mesh.Address!);
        await a.Until(() => a.Logged(1030).Count == 1, "one turned away");

        _time.Advance(Timeout);

        await a.Until(() => a.Logged(1032).Count == 128, "the ends of the others");
        strangers.ForEach(stranger => stranger.Dispose());
        await using var b = await TcpNode.StartAsync(Other("b", a));
        await a.Until("up b");
    }

    [Theory]
    [InlineData(0x16, "TLS: the handshake failed: ")]
    [InlineData(0x47, "TLS: the listening node uses it, the dialling node does not")]
    [InlineData(0x00, "TLS: the listening node uses it, the dialling node does not")]
    public async Task Noise_is_refused_once(byte first, string reason)
    {
        const int Seed = 7;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}");
        await using var a = await StartAsync();
        var noise = new byte[400];
        new Random(Seed).NextBytes(noise);
        noise[0] = first;
        for (var i = 0; i < 3; i++)
        {
            using var stranger = await ConnectAsync(a, noise);
            while (await ReadAsync(stranger) > 0)
            {
            }
        }

        await a.Until(() => a.Logged(1010).Count + a.Logged(1012).Count == 3, "three refusals");
        Assert.Contains(reason, Assert.Single(a.Warnings), StringComparison.Ordinal);
        await using var b = await TcpNode.StartAsync(Other("b", a));
        await a.Until("up b");
    }

    [Fact]
    public async Task Who_goes_away_is_no_news()
    {
        await using var a = await StartAsync();
        (await ConnectAsync(a, [0x16, 3, 1])).Dispose();

        await a.Until(() => a.Logged(1032).Count == 1, "the end of the handshake");
        Assert.Empty(a.Warnings);
    }

    [Fact]
    public async Task A_node_does_not_wait_for_ever_for_one_that_does_not_answer()
    {
        using var silent = new TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var options = _authority.Options("a", silent.LocalEndpoint.ToString()!);
        (options.TimeProvider, options.ConnectTimeout, options.HeartbeatTimeout) = (_time, Timeout, TimeSpan.FromMinutes(10));
        await using var a = await TcpNode.StartAsync(options);
        using var connection = await silent.AcceptSocketAsync(Deadline.Token());
        Assert.Equal(0x16, (await ReadByteAsync(connection)));

        _time.Advance(Timeout);

        await a.Until(() => a.Logged(1020).Count == 1, "that it gives up");
        Assert.Contains("no answer within 17 s", a.Logged(1020)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_fetched_from_where_a_certificate_says(bool byDialler)
    {
        using var web = new TcpListener(System.Net.IPAddress.Loopback, 0);
        web.Start();
        using var middle = new TlsAuthority("middle", _authority);
        var strange = _authority.Options("strange");
        strange.Tls!.Certificate = middle.Issue(issuerAt: $"http://{web.LocalEndpoint}/middle.crt");
        var (listening, dialling) = byDialler ? (_authority.Options("a"), strange) : (strange, _authority.Options("a"));
        await using var a = await TcpNode.StartAsync(listening);
        dialling.Seeds.Add(a.Mesh.Address!);
        await using var b = await TcpNode.StartAsync(dialling);

        await a.Until(() => a.Warnings.Count > 0, "the refusal");
        Assert.Contains("nobody whom that node trusts has issued it", a.Warnings[0], StringComparison.Ordinal);
        Assert.False(web.Pending());
    }

    private Task<TcpNode> StartAsync()
    {
        var options = _authority.Options("a");
        options.TimeProvider = _time;
        options.ConnectTimeout = Timeout;
        options.HeartbeatTimeout = TimeSpan.FromMinutes(10);
        return TcpNode.StartAsync(options);
    }

    private RegistryNodeOptions Other(string name, TcpNode seed)
    {
        // Nothing of it depends on the heartbeats of one whose clock stands still.
        var options = _authority.Options(name, seed.Mesh.Address!);
        options.Listen = null;
        options.HeartbeatTimeout = TimeSpan.FromMinutes(10);
        return options;
    }

    /// <summary>Connects, and waits until the node's time-out for the handshake runs.</summary>
    private async Task<Socket> ConnectAsync(TcpNode node, byte[] bytes)
    {
        var stranger = await TcpRawPeer.ConnectAsync(node.Mesh.Address!);
        await _time.Created.WaitAsync(Deadline.Token());
        await stranger.SendAsync(bytes, TestContext.Current.CancellationToken);
        return stranger;
    }

    private static async Task<int> ReadByteAsync(Socket socket)
    {
        var one = new byte[1];
        await socket.ReceiveAsync(one, TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline.Length);
        return one[0];
    }

    /// <summary>A reset is as good an end as any.</summary>
    private static async Task<int> ReadAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1024], TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline.Length);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    /// <summary>Stands still, and tells of timers of one length.</summary>
    private sealed class CountingTime(TimeSpan wanted) : TimeProvider
    {
        private readonly ManualTime _inner = new();

        public SemaphoreSlim Created { get; } = new(0);

        public override long TimestampFrequency => _inner.TimestampFrequency;

        public override long GetTimestamp() => _inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = _inner.CreateTimer(callback, state, dueTime, period);
            if (dueTime == wanted)
            {
                Created.Release();
            }

            return timer;
        }

        public void Advance(TimeSpan by) => _inner.Advance(by);
    }
}
