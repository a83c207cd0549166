namespace PgRegistry.Tests.Concurrency;

/// <summary>
/// Monitors that are opened, read, overrun and closed while writers run, on both nodes: every change makes sense after those before it, and
/// at rest snapshot and changes are the view.
/// </summary>
public sealed class MonitorStressTests
{
    private const int Rounds = 4;
    private static readonly Stamped.Key[] Keys = [.. Enumerable.Range(0, 8).Select(number => new Stamped.Key(number))];
    private static readonly Stamped.Key Together = new(100);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public Task Snapshot_and_changes_are_the_view(int nodes, bool linksBreak) => Stress.ForEachSeedAsync(async seed =>
    {
        await using var pair = await StressPair.StartAsync(nodes);
        StressWriter[] writers = [.. Enumerable.Range(0, 2).Select(writer =>
            new StressWriter(pair.Nodes[writer % nodes], pair.Scopes[writer % nodes], Keys, writer, isAloneOnItsNode: nodes > 1))];

        // Others that are told first: the longer that takes, the sooner a snapshot falls between a change and the news of it.
        var others = pair.Scopes.SelectMany(scope => Enumerable.Range(0, 50).Select(_ => scope.MonitorScope(new MonitorOptions { Capacity = 1 }))).ToList();
        var watched = pair.Scopes.SelectMany(scope => new[]
        {
            new WatchedView(scope, null, 2), new WatchedView(scope, null, 100_000),
            new WatchedView(scope, Keys[0], 2), new WatchedView(scope, Keys[1], 100_000),
        }).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var reading = watched.ConvertAll(watch => Task.Run(() => watch.UntilMarkedAsync(round, nodes)));
            await Stress.TogetherAsync(
                (seed * 100) + round,
                [
                    .. writers.Select(writer => new Action<Random>(random => writer.Run(random, 1500, 60))),
                    _ => UpdateTogether(pair),
                    random => OpenAndClose(random, pair.Scopes[0]),

                    // While links break, the other node is being synced, and sees the several one by one.
                    random => OpenAndClose(random, pair.Scopes[linksBreak ? 0 : ^1]),
                    random => BreakLinks(random, pair, linksBreak ? 6 : 0),
                ]);
            var marks = pair.Scopes.SelectMany(scope => new[] { Keys[0], Keys[1] }.Select(key => scope.Register(key, new(WatchedView.Mark, round)))).ToList();
            await Task.WhenAll(reading).WaitAsync(Deadline.Token());
            Assert.All(watched, watch => watch.AssertIsView());
            marks.ForEach(mark => mark.Dispose());
        }

        Assert.Contains(watched, watch => watch.Resyncs > 0);
        foreach (var watch in watched)
        {
            await watch.DisposeAsync();
        }

        others.ForEach(other => other.Dispose());
    });

    private static void UpdateTogether(StressPair pair)
    {
        using var process = pair.Nodes[0].Spawn();
        pair.Scopes[0].Register(Enumerable.Repeat(process, 5), Together, new(0, -1));
        for (var i = 0; i < 1500; i++)
        {
            pair.Scopes[0].Update(process, Together, new Stamped.Value(0, i));
        }

        // Its end takes them out one by one.
        pair.Scopes[0].UnregisterAll(Together);
    }

    private static void OpenAndClose(Random random, Stamped scope)
    {
        for (var i = 0; i < 15; i++)
        {
            using (var whole = scope.MonitorScope())
            {
                var together = whole.Snapshot.Where(entry => entry.Key == Together).ToList();
                Assert.True(together.Count is 0 or 5 && together.DistinctBy(entry => entry.Value).Count() <= 1, $"torn: {string.Join("; ", together)}");
            }

            using var monitor = random.Next(2) == 0
                ? scope.MonitorScope(new MonitorOptions { Capacity = 1 + random.Next(100) })
                : scope.Monitor(Keys[0], new MonitorOptions { Capacity = 1 + random.Next(100) });
            Assert.Equal(monitor.Snapshot.Count, monitor.Snapshot.DistinctBy(entry => entry.Id).Count());
        }
    }

    private static void BreakLinks(Random random, StressPair pair, int times)
    {
        for (var i = 0; i < times; i++)
        {
            if (random.Next(2) == 0)
            {
                pair.Network.Drop("a", "b");
            }
            else
            {
                pair.Network.Replace("a", "b");
            }

            Thread.SpinWait(random.Next(200_000));
        }
    }
}
