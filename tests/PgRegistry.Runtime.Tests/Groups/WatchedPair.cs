using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>Two nodes, and on each a monitor that is read as it should be.</summary>
internal sealed class WatchedPair : IAsyncDisposable
{
    private Watch<Workers.Key, Workers.Value> _here = null!;
    private Watch<Workers.Key, Workers.Value> _there = null!;

    public required RegistryNode A { get; init; }

    public required RegistryNode B { get; init; }

    public required Workers OnA { get; init; }

    public required Workers OnB { get; init; }

    public required LocalProcess Process { get; init; }

    public static async Task<WatchedPair> StartAsync()
    {
        var network = new InMemoryNetwork();
        var a = await Nodes.StartAsync("a", network, configure: options => options.TimeProvider = new ManualTime());
        var b = await Nodes.StartAsync("b", network, configure: options => options.TimeProvider = new ManualTime());
        var pair = new WatchedPair { A = a, B = b, OnA = a.Open<Workers>(), OnB = b.Open<Workers>(), Process = a.Spawn() };
        pair._here = new(pair.OnA.Monitor("harm", 0));
        pair._there = new(pair.OnB.Monitor("harm", 0));
        pair.OnA.Register(pair.Process, new("harm", 0), Nodes.Load(-1));
        while (pair._there.View.Count == 0)
        {
            await pair._there.NextAsync();
        }

        // From here on the peer is told everything as it happens.
        pair.OnA.Unregister(pair.Process, new("harm", 0));
        return pair;
    }

    /// <summary>Many writes return, and both monitors are told of each.</summary>
    public async Task AssertUnharmedAsync()
    {
        const int Writes = 1000;
        for (var i = 0; i < Writes; i++)
        {
            OnA.Register(Process, new("harm", 0), Nodes.Load(i)).Dispose();
        }

        foreach (var watch in new[] { _here, _there })
        {
            for (var i = 0; i < Writes; i++)
            {
                Assert.Equal(i, (await watch.UntilAsync(change => change.Kind == ChangeKind.Joined && change.Value.Load >= 0)).Value.Load);
                Assert.Equal(LeaveReason.Unregistered, (await watch.UntilAsync(change => change.Kind != ChangeKind.Synced)).Reason);
            }
        }

        await OnA.ReplicatedAsync(Deadline.Token());
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }
}
