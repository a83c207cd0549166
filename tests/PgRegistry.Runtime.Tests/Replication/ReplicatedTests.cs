using PgRegistry.Replication;
using PgRegistry.TestKit.Simulation;

namespace PgRegistry.Tests.Replication;

/// <summary>What was replicated is there, whatever happens to the link meanwhile.</summary>
public sealed class ReplicatedTests
{
    [Fact]
    public async Task It_does_not_complete_early_while_a_link_is_replaced()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var network = InMemoryNetwork.StepByStep(seed);
            var tuning = new ScopeSettings { LogBytes = seed % 2 == 0 ? 64 : 1 << 20, SyncChunkBytes = 40, SliceEntries = 2 };
            await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network, TimeProvider = new ManualTime(), Tuning = tuning });
            await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network, TimeProvider = new ManualTime(), Tuning = tuning });
            var onA = a.Open<Places>().Scope;
            var onB = b.Open<Places>().Scope;
            using var process = a.Spawn();
            network.Run();

            var waiting = new List<(int Number, Task Done)>();
            for (var number = 0; number < 40; number++)
            {
                onA.Register(process, new Places.Key(number), new Places.Value(0));
                waiting.Add((number, onA.ReplicatedAsync()));
                if (number % 8 == 4)
                {
                    network.Replace("a", "b");
                }

                network.Step();
                Check(waiting, onB, seed);
            }

            while (network.Step())
            {
                Check(waiting, onB, seed);
            }

            await Task.WhenAll(waiting.Select(item => item.Done)).WaitAsync(Deadline.Token());
        }
    }

    private static void Check(List<(int Number, Task Done)> waiting, Scope<Places.Key, Places.Value> there, int seed)
    {
        foreach (var (number, done) in waiting)
        {
            Assert.True(!done.IsCompleted || there.CountOf(new Places.Key(number)) == 1, $"seed {seed}: {number} counts as replicated and is not there");
        }
    }
}
