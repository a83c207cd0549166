using PgRegistry.TestKit;

namespace PgRegistry.Tests;

public sealed class TcpCutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Nodes_whose_connections_are_cut_again_and_again_agree_in_the_end(int seed) => CutAsync(seed, cuts: 40, TcpNode.Options);

    internal static async Task CutAsync(int seed, int cuts, Func<string, string[], RegistryNodeOptions> optionsFor)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await using var proxy = new TcpCuttingProxy(cuts, seed);
        var behind = optionsFor("b", []);
        behind.Advertise = proxy.Address;
        proxy.Target = behind.Listen = FreePort.NextAddress();
        await using var b = await RegistryNode.StartAsync(behind);
        var dialling = optionsFor("a", [proxy.Address]);
        dialling.Listen = null;
        await using var a = await RegistryNode.StartAsync(dialling);
        var (onA, onB) = (a.Open<TcpWorkers>(), b.Open<TcpWorkers>());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var stop = new CancellationTokenSource();
        var changing = Task.WhenAll(Task.Run(() => ChangeAsync(onA, seed, stop.Token)), Task.Run(() => ChangeAsync(onB, seed + 100, stop.Token)));

        await proxy.Done.Task.WaitAsync(deadline.Token);
        await stop.CancelAsync();
        await changing;
        await AgreeAsync(onA, onB, deadline.Token);
    }

    /// <summary>Changes come in bursts, each of which waits for the former to be with the peer, if there is one.</summary>
    private static async Task ChangeAsync(TcpWorkers scope, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        var live = new List<Registration<TcpWorkers.Key, TcpWorkers.Value>>();
        while (!stop.IsCancellationRequested)
        {
            for (var i = random.Next(200); i > 0; i--)
            {
                if (live.Count > 500 || (live.Count > 0 && random.Next(3) == 0))
                {
                    var at = random.Next(live.Count);
                    live[at].Dispose();
                    live.RemoveAt(at);
                }
                else
                {
                    live.Add(scope.Register(new($"q{random.Next(20)}", random.Next(20)), new(random.Next())));
                }
            }

            try
            {
                await scope.ReplicatedAsync(stop);
            }
            catch (OperationCanceledException)
            {
            }

            await Task.Yield();
        }
    }

    private static async Task AgreeAsync(TcpWorkers onA, TcpWorkers onB, CancellationToken deadline)
    {
        await using var watchA = onA.MonitorScope();
        await using var watchB = onB.MonitorScope();
        await using var changes = watchA.GetAsyncEnumerator(deadline);
        await using var others = watchB.GetAsyncEnumerator(deadline);
        var (nextA, nextB) = (changes.MoveNextAsync().AsTask(), others.MoveNextAsync().AsTask());
        while (!Sorted(onA).SequenceEqual(Sorted(onB)))
        {
            await Task.WhenAny(nextA, nextB);
            nextA = nextA.IsCompleted && await nextA ? changes.MoveNextAsync().AsTask() : nextA;
            nextB = nextB.IsCompleted && await nextB ? others.MoveNextAsync().AsTask() : nextB;
        }

        // What is still waited for ends with the monitors.
        watchA.Dispose();
        watchB.Dispose();
        await Task.WhenAll(nextA, nextB).WaitAsync(deadline);
    }

    private static string[] Sorted(TcpWorkers scope) => [.. scope.Entries().Select(entry => entry.ToString()).Order(StringComparer.Ordinal)];
}
