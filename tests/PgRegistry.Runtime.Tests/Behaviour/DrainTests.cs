namespace PgRegistry.Tests.Behaviour;

/// <summary>Entries are handed over, and then the node leaves.</summary>
public sealed class DrainTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_entry_of_the_node_is_handed_over_once_and_no_other(int seed)
    {
        var network = new InMemoryNetwork();
        var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (onA, onB) = (a.Open<Workers>(), b.Open<Workers>());
        var random = new Random(seed);
        using var process = a.Spawn();
        for (var i = 0; i < 100; i++)
        {
            var one = onA.Register(process, new("orders", random.Next(10)), Nodes.Load(i));
            if (random.Next(3) == 0)
            {
                one.Dispose();
            }
        }

        onB.Register(Nodes.Orders, Nodes.Load(-1));
        await onA.WaitForAsync(Nodes.Orders);
        var expected = onA.Entries().Where(entry => entry.Id.Node == a.Id).ToHashSet();
        var handedOver = new List<Entry<Workers.Key, Workers.Value>>();
        await a.DrainAsync([onA.HandOver((entry, _) =>
        {
            // Still there while it is handed over, and gone when the next one's turn comes.
            Assert.Equal(expected.Count - handedOver.Count, onA.CountOn(a.Id));
            Assert.Contains(entry.Value, onA.Values(entry.Pid, entry.Key));
            handedOver.Add(entry);
            return Task.CompletedTask;
        })]).WaitAsync(Deadline.Token());
        Assert.Equal(expected.Count, handedOver.Count);
        Assert.True(expected.SetEquals(handedOver));
        Assert.Throws<ObjectDisposedException>(() => a.Spawn());
        Assert.Throws<ObjectDisposedException>(() => onA.Lookup(Nodes.Orders));
    }

    [Fact]
    public async Task Scopes_have_their_turn_one_after_the_other_and_as_many_entries_at_a_time_as_they_allow()
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var sessions = node.Open<Sessions>();
        for (var i = 0; i < 12; i++)
        {
            workers.Register(new("orders", i), Nodes.Load(i));
            sessions.Register(new($"{i}"), new("phone", i));
        }

        var turns = new List<string>();
        var inside = 0;
        using var meeting = new Barrier(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => workers.HandOver((_, _) => Task.CompletedTask, 0));
        Assert.Throws<ArgumentNullException>(() => workers.HandOver(null!));
        await node.DrainAsync(
        [
            sessions.HandOver(async (entry, _) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                await Task.Yield();
                turns.Add("sessions");
                Interlocked.Decrement(ref inside);
            }),
            workers.HandOver(
                async (entry, _) =>
                {
                    Assert.InRange(Interlocked.Increment(ref inside), 1, 3);

                    // Three meet here, or nobody goes on.
                    await Task.Factory.StartNew(() => meeting.SignalAndWait(Deadline.Token()), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                    lock (turns)
                    {
                        turns.Add("workers");
                    }

                    Interlocked.Decrement(ref inside);
                },
                concurrency: 3),
        ]).WaitAsync(Deadline.Token());
        Assert.Equal([.. Enumerable.Repeat("sessions", 12), .. Enumerable.Repeat("workers", 12)], turns);
    }

    [Fact]
    public async Task While_it_drains_a_node_registers_nothing_and_does_all_else()
    {
        var network = new InMemoryNetwork();
        var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (onA, onB) = (a.Open<Workers>(), b.Open<Workers>());
        var unique = a.Open<Sessions>();
        using var process = a.Spawn();
        using var inbox = onA.OpenInbox(process);
        onA.Register(process, Nodes.Orders, Nodes.Load(1));
        onA.Register(process, new("mail", 1), Nodes.Load(1));
        await onB.WaitForAsync(new("mail", 1));
        var isFirst = true;
        await a.DrainAsync([onA.HandOver(async (_, _) =>
        {
            if (!isFirst)
            {
                return;
            }

            isFirst = false;
            foreach (var register in new Action[]
            {
                () => onA.Register(process, Nodes.Orders, Nodes.Load(2)),
                () => onA.Register(Nodes.Orders, Nodes.Load(2)),
                () => onA.Register([process], Nodes.Orders, Nodes.Load(2)),
                () => onA.Start(Nodes.Orders, Nodes.Load(2), _ => Task.CompletedTask),
                () => unique.TryRegister(new("ann"), new("phone", 1), out _, out _),
                () => a.Open<Names>(),
            })
            {
                Assert.Contains($"The node {a.Id} is draining", Assert.Throws<ObjectDisposedException>(register).Message, StringComparison.Ordinal);
            }

            await using var watch = onB.Monitor(new("mail", 1));
            Assert.True(onA.Update(process, new("mail", 1), Nodes.Load(3)));
            await foreach (var change in watch.WithCancellation(Deadline.Token()))
            {
                Assert.Equal(Nodes.Load(3), change.Value);
                break;
            }

            Assert.True(onB.Send(process.Pid, new Workers.Message("still there?")));
            Assert.Equal("still there?", (await inbox.ReceiveAsync(Deadline.Token())).Message.Text);
            Assert.Equal(2, onA.Count);
            Assert.Equal([b.Id], a.Peers);
            Assert.True(a.Spawn().IsAlive);
        })]).WaitAsync(Deadline.Token());
        Assert.False(isFirst);
    }

    [Fact]
    public async Task An_entry_that_leaves_by_itself_before_its_turn_is_left_out()
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var processes = Enumerable.Range(0, 5).Select(_ => node.Spawn()).ToList();
        foreach (var process in processes)
        {
            workers.Register(process, Nodes.Orders, Nodes.Load(1));
        }

        var handedOver = new List<Pid>();
        await node.DrainAsync([workers.HandOver((entry, _) =>
        {
            handedOver.Add(entry.Pid);

            // Its own entry, too: that it is gone when it has been handed over is no failure.
            processes.ForEach(process => process.Dispose());
            return Task.CompletedTask;
        })]).WaitAsync(Deadline.Token());
        Assert.Single(handedOver);
    }

    [Fact]
    public async Task Peers_see_what_was_handed_over_unregistered_and_the_rest_leave_with_the_node()
    {
        var network = new InMemoryNetwork();
        var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (onA, onB) = (a.Open<Workers>(), b.Open<Workers>());
        var keptOnB = b.Open<Sessions>();
        for (var i = 0; i < 6; i++)
        {
            onA.Register(new("orders", i), Nodes.Load(i));
        }

        var kept = a.Open<Sessions>();
        kept.Register(new("ann"), new("phone", 1));
        await keptOnB.WaitForAsync(new("ann"));
        await onA.ReplicatedAsync(Deadline.Token());
        await using var watch = new Watch<Workers.Key, Workers.Value>(onB.MonitorScope());
        await using var keptWatch = new Watch<Sessions.Key, Sessions.Value>(keptOnB.MonitorScope());
        Assert.Equal((6, 1), (watch.View.Count, keptWatch.View.Count));
        var error = await Assert.ThrowsAsync<AggregateException>(() => a.DrainAsync([onA.HandOver(
            (entry, _) => entry.Key.Shard % 2 == 0 ? Task.CompletedTask : throw new FormatException("no room"))]).WaitAsync(Deadline.Token()));

        Assert.StartsWith($"{a.Id} has left, and not all of its entries were handed over.", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, error.InnerExceptions.Count);
        foreach (var shard in new[] { 1, 3, 5 })
        {
            var failure = Assert.Single(error.InnerExceptions, failure => failure.Message.Contains($"{new Workers.Key("orders", shard)}", StringComparison.Ordinal));
            Assert.Contains("in the scope \"Workers\" was not handed over: no room", failure.Message, StringComparison.Ordinal);
            Assert.IsType<FormatException>(failure.InnerException);
        }

        for (var i = 0; i < 6; i++)
        {
            var left = await watch.NextAsync();
            Assert.Equal(left.Key.Shard % 2 == 0 ? LeaveReason.Unregistered : LeaveReason.NodeLeft, left.Reason);
        }

        Assert.Equal(LeaveReason.NodeLeft, (await keptWatch.NextAsync()).Reason);
        Assert.Equal(0, onB.Count);
    }

    [Fact]
    public async Task Who_looks_on_the_node_that_takes_over_always_sees_somebody()
    {
        var network = new InMemoryNetwork();
        var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (onA, onB) = (a.Open<Workers>(), b.Open<Workers>());
        using var process = a.Spawn();
        for (var i = 0; i < 50; i++)
        {
            onA.Register(process, new("orders", i), Nodes.Load(i));
        }

        await onA.ReplicatedAsync(Deadline.Token());
        await onB.WaitForAsync(new("orders", 49), Deadline.Token());
        var isDone = false;
        var missing = new List<int>();
        await Nodes.TogetherAsync(
            () =>
            {
                while (!Volatile.Read(ref isDone))
                {
                    missing.AddRange(Enumerable.Range(0, 50).Where(i => onB.CountOf(new("orders", i)) == 0));
                }
            },
            () =>
            {
                try
                {
                    a.DrainAsync([onA.HandOver(
                        (entry, _) =>
                        {
                            onB.Register(entry.Key, entry.Value);
                            return Task.CompletedTask;
                        },
                        concurrency: 4)]).WaitAsync(Deadline.Token()).GetAwaiter().GetResult();
                }
                finally
                {
                    Volatile.Write(ref isDone, true);
                }
            });
        Assert.Empty(missing);
        Assert.Equal(50, onB.Count);
        Assert.Equal(50, onB.CountOn(b.Id));
    }
}
