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

    [Fact]
    public async Task Every_change_is_sent_at_once_and_waits_for_no_heartbeat()
    {
        var (first, second) = (Slow("a"), Slow("b"));
        await using var a = await RegistryNode.StartAsync(first);
        second.Seeds.Add(a.Address!);
        await using var b = await RegistryNode.StartAsync(second);
        var (onA, onB) = (a.Open<TcpWorkers>(), b.Open<TcpWorkers>());
        await using var watch = onB.MonitorScope();
        using var deadline = new CancellationTokenSource(Deadline);
        await using var changes = watch.GetAsyncEnumerator(deadline.Token);

        for (var i = 0; i < 3000; i++)
        {
            using var registration = onA.Register(new("q", i), new(i));
            do
            {
                Assert.True(await changes.MoveNextAsync());
            }
            while (changes.Current.Kind != ChangeKind.Joined || changes.Current.Key != new TcpWorkers.Key("q", i));
        }

        static RegistryNodeOptions Slow(string name)
        {
            var options = TcpNode.Options(name);
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
