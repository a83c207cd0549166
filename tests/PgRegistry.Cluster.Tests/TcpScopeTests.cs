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
        var others = new List<RegistryNode>();
        for (var i = 0; i < peers; i++)
        {
            others.Add(await RegistryNode.StartAsync(Slow($"b{i}", a.Address!)));
        }

        var onA = a.Open<TcpWorkers>();
        var watches = others.Select(node => node.Open<TcpWorkers>().MonitorScope()).ToArray();
        using var deadline = new CancellationTokenSource(Deadline);
        var changes = watches.Select(watch => watch.GetAsyncEnumerator(deadline.Token)).ToArray();

        for (var i = 0; i < 12_000 / peers; i++)
        {
            // The second one comes at every moment of the first one's sending.
            var turns = i * 37 % 1500;
            await Task.WhenAll(Task.Run(() => onA.Register(new("q", i), new(i))), Task.Run(() =>
            {
                Thread.SpinWait(turns);
                onA.Register(new("r", i), new(i));
            }));
            foreach (var seen in changes)
            {
                for (var joined = 0; joined < 2; joined += seen.Current is { Kind: ChangeKind.Joined } change && change.Key.Shard == i ? 1 : 0)
                {
                    Assert.True(await seen.MoveNextAsync());
                }
            }
        }

        foreach (var seen in changes)
        {
            await seen.DisposeAsync();
        }

        await Task.WhenAll(others.Select(node => node.DisposeAsync().AsTask()));

        static RegistryNodeOptions Slow(string name, params string[] seeds)
        {
            var options = TcpNode.Options(name, seeds);
            options.HeartbeatInterval = TimeSpan.FromMinutes(10);
            options.HeartbeatTimeout = TimeSpan.FromMinutes(20);
            return options;
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
