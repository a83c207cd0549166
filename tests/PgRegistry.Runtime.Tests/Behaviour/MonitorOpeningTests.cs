namespace PgRegistry.Tests.Behaviour;

/// <summary>
/// A monitor that is opened in the midst of writing neither misses nor repeats a change: <see cref="Watch{TKey, TValue}"/> checks
/// each change against what it knows, and the first few are those that may overlap with the snapshot.
/// </summary>
public sealed class MonitorOpeningTests
{
    [Fact]
    public async Task Entries_that_come_and_go_meanwhile() => await OpenWhileAsync(1, (node, workers, isDone) =>
    {
        using var process = node.Spawn();
        while (!isDone())
        {
            workers.Register(process, Nodes.Orders, Nodes.Load(1)).Dispose();
        }
    });

    [Fact]
    public async Task Processes_that_end_meanwhile() => await OpenWhileAsync(1, (node, workers, isDone) =>
    {
        while (!isDone())
        {
            using var process = node.Spawn();
            for (var i = 0; i < 20; i++)
            {
                workers.Register(process, new("orders", i), Nodes.Load(i));
            }
        }
    });

    [Fact]
    public async Task Several_entries_that_are_updated_in_one_step_meanwhile() => await OpenWhileAsync(20, (node, workers, isDone) =>
    {
        using var process = node.Spawn();
        for (var i = 0; i < 20; i++)
        {
            workers.Register(process, Nodes.Orders, Nodes.Load(-1));
        }

        for (var n = 0; !isDone(); n++)
        {
            workers.Update(process, Nodes.Orders, Nodes.Load(n));
        }
    });

    [Fact]
    public async Task Monitors_that_take_a_snapshot_anew_meanwhile() => await OpenWhileAsync(100, (node, workers, isDone) =>
    {
        using var process = node.Spawn();
        for (var n = 0; !isDone(); n++)
        {
            using var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
            workers.Update(process, Nodes.Orders, Nodes.Load(n));
        }
    }, capacity: 3);

    private static async Task OpenWhileAsync(int changes, Action<RegistryNode, Workers, Func<bool>> write, int capacity = 65536)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();

        // Others that are told first: the longer that takes, the sooner a snapshot falls between a change and the news of it.
        var others = Enumerable.Range(0, 100).Select(_ => workers.MonitorScope(new MonitorOptions { Capacity = 1 })).ToList();
        var isDone = false;
        await Nodes.TogetherAsync(
            () =>
            {
                // The lock is not fair, and hardly lets anybody in while it is taken again at once; nor must the pauses be all alike.
                var random = new Random(1);
                write(node, workers, () =>
                {
                    Thread.SpinWait(random.Next(100));
                    return Volatile.Read(ref isDone);
                });
            },
            () =>
            {
                try
                {
                    for (var i = 0; i < 1000 / (changes + 7); i++)
                    {
                        var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope(new MonitorOptions { Capacity = capacity }));
                        for (var j = 0; j < changes + 4; j++)
                        {
                            watch.NextAsync().GetAwaiter().GetResult();
                        }

                        watch.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    }
                }
                finally
                {
                    Volatile.Write(ref isDone, true);
                }
            });
        others.ForEach(other => other.Dispose());
    }
}
