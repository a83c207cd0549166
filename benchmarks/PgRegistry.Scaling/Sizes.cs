using System.Diagnostics;
using System.Globalization;
using PgRegistry.Gate;
using PgRegistry.Gate.Peers;

namespace PgRegistry.Scaling;

/// <summary>What docs/SCALE.md reckons with: bytes on the wire, and what a link of the TCP mesh takes.</summary>
internal static class Sizes
{
    private const int Many = 100_000;
    private const int Alone = 200;
    private const int Fewer = 10;
    private const int More = 40;

    public static async Task PrintAsync()
    {
        Console.WriteLine("| bytes on the wire, one of many at a time | |\n|---|---:|");
        await WireAsync().ConfigureAwait(false);
        Console.WriteLine("\n| a link's end in an idle TCP mesh | |\n|---|---:|");
        await LinksAsync().ConfigureAwait(false);
    }

    private static async Task WireAsync()
    {
        var random = new Random(1);
        var network = new InMemoryNetwork();
        await using var node = await RegistryNode.StartAsync(Mesh.Options("origin", network)).ConfigureAwait(false);
        await using var other = await RegistryNode.StartAsync(Mesh.Options("peer", network)).ConfigureAwait(false);
        await using var workers = node.Open<Workers>();
        var there = other.Open<Workers>();
        var keys = Data.Keys(Many, random);
        var me = node.Spawn();
        await ShowAloneAsync().ConfigureAwait(false);
        await ShowAsync("join", key => workers.Register(me, key, new Workers.Value("primary", Load(key)))).ConfigureAwait(false);
        await ShowAsync("update", key => workers.Update(me, key, new Workers.Value("primary", Load(key) + 1))).ConfigureAwait(false);
        await there.DisposeAsync().ConfigureAwait(false);
        Cost.WaitUntilIdle();
        var before = network.BytesSent;
        there = other.Open<Workers>();
        Wait.Until(() => there.Count == Many && there.Peers is [{ IsComplete: true }]);
        Line($"| entry in a sync | {(network.BytesSent - before) / (double)Many:0.0} |");
        await ShowAsync("leave", key => workers.Unregister(me, key)).ConfigureAwait(false);
        await there.DisposeAsync().ConfigureAwait(false);

        async Task ShowAsync(string name, Action<Workers.Key> work)
        {
            var bytes = await BytesAsync(() => Array.ForEach(keys, key => work(key))).ConfigureAwait(false);
            Line($"| {name} | {bytes / (double)Many:0.0} |");
        }

        // In a frame of its own; among many that word is too little to see.
        async Task ShowAloneAsync()
        {
            var sum = 0L;
            foreach (var key in keys[..Alone])
            {
                sum += await BytesAsync(() => workers.Register(me, key, new Workers.Value("primary", Load(key)))).ConfigureAwait(false);
            }

            Line($"| a join that is alone, and the word that it was applied | {sum / (double)Alone:0.0} |");
            Array.ForEach(keys[..Alone], key => workers.Unregister(me, key));
        }

        // To wait takes a query and its answer, which are taken off.
        async Task<long> BytesAsync(Action work)
        {
            await workers.ReplicatedAsync().ConfigureAwait(false);
            var start = network.BytesSent;
            await workers.ReplicatedAsync().ConfigureAwait(false);
            var waiting = network.BytesSent - start;
            start = network.BytesSent;
            work();
            await workers.ReplicatedAsync().ConfigureAwait(false);
            return network.BytesSent - start - waiting;
        }
    }

    private static int Load(Workers.Key key) => int.Parse(key.Queue.AsSpan("queue-".Length), CultureInfo.InvariantCulture);

    /// <summary>The difference between two meshes of different size, all nodes of each in this process.</summary>
    private static async Task LinksAsync()
    {
        await MeshAsync(Fewer).ConfigureAwait(false);
        var fewer = await MeshAsync(Fewer).ConfigureAwait(false);
        var more = await MeshAsync(More).ConfigureAwait(false);
        const double Ends = (More * (More - 1)) - (Fewer * (Fewer - 1));
        Line($"| live heap | {(more.Heap - fewer.Heap) / Ends / 1024:0.0} KiB |");
        Line($"| resident memory, with the thread's stack | {(more.Resident - fewer.Resident) / Ends / 1024:0} KiB |");
        Line($"| threads | {(more.Threads - fewer.Threads) / Ends:0.00} |");
        Line($"| processor time, heartbeats each second | {(more.Processor - fewer.Processor) / Ends:0} µs/s |");
    }

    private static async Task<(double Heap, double Resident, double Threads, double Processor)> MeshAsync(int count)
    {
        using var self = Process.GetCurrentProcess();
        var nodes = new List<RegistryNode>();
        for (var i = 0; i < count; i++)
        {
            nodes.Add(await RegistryNode.StartAsync(new RegistryNodeOptions { Name = $"node-{i}", Listen = "127.0.0.1:0", Seeds = i == 0 ? [] : [nodes[0].Address!] }).ConfigureAwait(false));
        }

        Wait.Until(() => nodes.TrueForAll(node => node.Peers.Count == count - 1));
        await Task.Delay(TimeSpan.FromSeconds(3)).ConfigureAwait(false);
        Cost.Settle();
        var (start, began) = (Cost.ProcessTime(), Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        var processor = (Cost.ProcessTime() - start).TotalMicroseconds / Stopwatch.GetElapsedTime(began).TotalSeconds;
        self.Refresh();
        var found = (GC.GetTotalMemory(forceFullCollection: true), self.WorkingSet64, self.Threads.Count, processor);
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask())).ConfigureAwait(false);
        return found;
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
