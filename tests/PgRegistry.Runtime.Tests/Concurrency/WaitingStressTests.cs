namespace PgRegistry.Tests.Concurrency;

/// <summary>Who waits beside writers is woken, and what it was promised then holds.</summary>
public sealed class WaitingStressTests
{
    private static readonly Stamped.Key[] Keys = [.. Enumerable.Range(0, 8).Select(number => new Stamped.Key(number))];

    /// <summary>A key that somebody waits for, before, while or after it is registered.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Everybody_who_waits_for_a_key_is_woken(int nodes) => Stress.ForEachSeedAsync(async seed =>
    {
        const int Awaited = 300;
        await using var pair = await StressPair.StartAsync(nodes);
        var waiting = new Task<Members<Stamped.Value>>[2, Awaited];

        // Key by key all set out together: a wake-up is lost in the few instructions between looking and waiting, if at all.
        using var together = new Barrier(3);
        var deadline = Deadline.Token();
        await Stress.TogetherAsync(
            seed,
            [
                .. Enumerable.Range(0, 2).Select(waiter => new Action<Random>(random =>
                {
                    for (var number = 0; number < Awaited; number++)
                    {
                        together.SignalAndWait(deadline);
                        Thread.SpinWait(random.Next(60));
                        waiting[waiter, number] = pair.Scopes[waiter % nodes].WaitForAsync(new Stamped.Key(1000 + number), deadline);
                    }
                })),
                random =>
                {
                    for (var number = 0; number < Awaited; number++)
                    {
                        var scope = pair.Scopes[number % nodes];
                        var process = pair.Nodes[number % nodes].Spawn();
                        together.SignalAndWait(deadline);
                        Thread.SpinWait(random.Next(60));
                        if (random.Next(2) == 0)
                        {
                            // It comes and goes at first, which wakes some who find nobody and have to wait on.
                            scope.Register(process, new Stamped.Key(1000 + number), new(0, 0)).Dispose();
                        }

                        scope.Register(process, new Stamped.Key(1000 + number), new(1, number));
                    }
                },
                Churn(pair, 0, 2000),
            ]);
        foreach (var task in waiting)
        {
            Assert.NotEmpty(await task);
        }
    });

    [Fact]
    public Task What_was_replicated_is_there() => Stress.ForEachSeedAsync(async seed =>
    {
        await using var pair = await StressPair.StartAsync(nodes: 2);
        await Stress.TogetherAsync(
            seed,
            [
                .. Enumerable.Range(0, 4).Select(thread => new Action<Random>(_ =>
                {
                    var here = pair.Scopes[thread % 2];
                    var there = pair.Scopes[(thread + 1) % 2];
                    var process = pair.Nodes[thread % 2].Spawn();
                    for (var i = 0; i < 60; i++)
                    {
                        using var entry = here.Register(process, new Stamped.Key(1000 + thread), new(thread, i));
                        Wait(here);
                        Assert.Equal(i, Assert.Single(there.Lookup(new Stamped.Key(1000 + thread))).Value.Operation);
                        Assert.True(entry.Update(new Stamped.Value(thread, -i)));
                        Wait(here);
                        Assert.Equal(-i, Assert.Single(there.Lookup(new Stamped.Key(1000 + thread))).Value.Operation);
                        entry.Dispose();
                        Wait(here);
                        Assert.Empty(there.Lookup(new Stamped.Key(1000 + thread)));
                    }
                })),
                Churn(pair, 0, 3000),
                Churn(pair, 1, 3000),
            ]);
    });

    private static void Wait(Stamped scope) => scope.ReplicatedAsync(Deadline.Token()).GetAwaiter().GetResult();

    private static Action<Random> Churn(StressPair pair, int node, int operations)
    {
        var writer = new StressWriter(pair.Nodes[node], pair.Scopes[node], Keys, node, isAloneOnItsNode: false);
        return random => writer.Run(random, operations, 60);
    }
}
