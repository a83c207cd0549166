namespace PgRegistry.Tests;

[RegistryScope(Name = "tcp-workers")]
public partial class TcpWorkers
{
    public readonly record struct Key(string Queue, int Shard);

    public sealed record Value(int Load);
}

/// <summary>Whole nodes with scopes, over TCP.</summary>
public sealed class TcpScopeTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Nodes_see_the_same_after_many_changes_from_many_threads()
    {
        await using var a = await RegistryNode.StartAsync(TcpNode.Options("a"));
        await using var b = await RegistryNode.StartAsync(TcpNode.Options("b", a.Address!));
        await using var c = await RegistryNode.StartAsync(TcpNode.Options("c", a.Address!));
        var scopes = new[] { a, b, c }.Select(node => node.Open<TcpWorkers>()).ToArray();
        using var deadline = new CancellationTokenSource(Deadline);

        await Task.WhenAll(scopes.SelectMany((scope, i) => Enumerable.Range(0, 2).Select(n => Task.Run(() => Churn(scope, (i * 2) + n)))));
        await Task.WhenAll(scopes.Select(scope => Complete(scope, deadline.Token)));

        var expected = Sorted(scopes[0]);
        Assert.Equal(3 * 2 * 1000, expected.Length);
        Assert.Equal(expected, Sorted(scopes[1]));
        Assert.Equal(expected, Sorted(scopes[2]));

        static void Churn(TcpWorkers scope, int seed)
        {
            var random = new Random(seed);
            for (var i = 0; i < 2000; i++)
            {
                var registration = scope.Register(new($"q{random.Next(50)}", i), new(seed));
                if (i % 2 == 0)
                {
                    registration.Dispose();
                }
            }
        }

        static string[] Sorted(TcpWorkers scope) => [.. scope.Entries().Select(entry => entry.ToString()).Order(StringComparer.Ordinal)];
    }

    /// <summary>To one, to as many as the writer sends to himself, and to more; by two writers at once, who may each find the other at it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task Every_change_is_sent_at_once_and_waits_for_no_heartbeat(int peers)
    {
        await using var a = await RegistryNode.StartAsync(Slow("a"));
        var onA = a.Open<TcpWorkers>();
        var seers = new List<TcpSeer>();
        try
        {
            for (var i = 0; i < peers; i++)
            {
                seers.Add(await TcpSeer.StartAsync(Slow($"b{i}", a.Address!)));
            }

            for (var i = 0; i < 12_000 / peers; i++)
            {
                // The second one comes at every moment of the first one's sending.
                var turns = i * 37 % 1500;
                await Task.WhenAll(Task.Run(() => onA.Register(new("q", i), new(i))), Task.Run(() =>
                {
                    Thread.SpinWait(turns);
                    onA.Register(new("r", i), new(i));
                }));
                foreach (var seer in seers)
                {
                    await seer.UntilJoinedAsync(i, times: 2);
                }
            }
        }
        finally
        {
            await Task.WhenAll(seers.Select(seer => seer.DisposeAsync().AsTask()));
        }

        static RegistryNodeOptions Slow(string name, params string[] seeds)
        {
            var options = TcpNode.Options(name, seeds);
            options.HeartbeatInterval = TimeSpan.FromMinutes(10);
            options.HeartbeatTimeout = TimeSpan.FromMinutes(20);
            return options;
        }
    }

    /// <summary>A node that waits for what it sees.</summary>
    private sealed class TcpSeer(RegistryNode node, ScopeMonitor<TcpWorkers.Key, TcpWorkers.Value> monitor) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<Change<TcpWorkers.Key, TcpWorkers.Value>> _changes = monitor.GetAsyncEnumerator(new CancellationTokenSource(Deadline).Token);

        public static async Task<TcpSeer> StartAsync(RegistryNodeOptions options)
        {
            var node = await RegistryNode.StartAsync(options);
            return new TcpSeer(node, node.Open<TcpWorkers>().MonitorScope());
        }

        public async Task UntilJoinedAsync(int shard, int times)
        {
            for (var seen = 0; seen < times; seen += _changes.Current is { Kind: ChangeKind.Joined } change && change.Key.Shard == shard ? 1 : 0)
            {
                Assert.True(await _changes.MoveNextAsync());
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _changes.DisposeAsync();
            await node.DisposeAsync();
        }
    }

    /// <summary>Until this scope's entries are with both others.</summary>
    private static async Task Complete(TcpWorkers scope, CancellationToken cancellationToken)
    {
        await using var watch = scope.MonitorScope();
        if (scope.Peers.Count(peer => peer.IsComplete) < 2)
        {
            await foreach (var _ in watch.WithCancellation(cancellationToken))
            {
                if (scope.Peers.Count(peer => peer.IsComplete) == 2)
                {
                    break;
                }
            }
        }

        await scope.ReplicatedAsync(cancellationToken);
    }
}
