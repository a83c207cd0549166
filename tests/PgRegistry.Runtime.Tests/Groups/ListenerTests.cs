using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

public sealed class ListenerTests
{
    private static readonly Workers.Key Last = new("last", 0);

    [Fact]
    public async Task Own_entries_come_and_go_in_order_and_updates_are_not_told()
    {
        await using var node = await Nodes.StartAsync();
        var ear = new Ear();
        var workers = node.Open<Workers>(ear);
        using var process = node.Spawn();
        using var other = node.Spawn();
        var first = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, Nodes.Orders, Nodes.Load(2));
        workers.Register(other, new("mail", 7), Nodes.Load(3));
        first.Update(Nodes.Load(4));
        workers.Unregister(process, Nodes.Orders);
        other.Dispose();
        first.Dispose();
        Assert.Equal(
            [
                $"Registered {Nodes.Orders} {process} {Nodes.Load(1)} ",
                $"Registered {Nodes.Orders} {process} {Nodes.Load(2)} ",
                $"Registered {new Workers.Key("mail", 7)} {other} {Nodes.Load(3)} ",
                $"Unregistered {Nodes.Orders} {process} {Nodes.Load(2)} Unregistered",
                $"Unregistered {new Workers.Key("mail", 7)} {other} {Nodes.Load(3)} Exited",
                $"Unregistered {Nodes.Orders} {process} {Nodes.Load(4)} Unregistered",
            ],
            await ear.UntilNowAsync(workers));
        Assert.Equal(0, workers.Scope.ListenerFailures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Entries_of_another_node_come_and_go_in_its_order(int seed)
    {
        var network = InMemoryNetwork.StepByStep(seed);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (here, there) = (new Ear(), new Ear());
        var onA = a.Open<Workers>(here);
        b.Open<Workers>(there);
        network.Run();
        var random = new Random(seed);
        using var process = a.Spawn();
        for (var i = 0; i < 300; i++)
        {
            var key = new Workers.Key("orders", random.Next(5));
            switch (random.Next(6))
            {
                case 0:
                    onA.Unregister(process, key);
                    break;
                case 1:
                    onA.UnregisterAll(key);
                    break;
                case 2:
                    onA.Register([process, process], key, Nodes.Load(i));
                    break;
                case 3:
                    onA.Update(process, key, Nodes.Load(i));
                    break;
                default:
                    onA.Register(key, Nodes.Load(i)).OwnProcess!.Dispose();
                    onA.Register(process, key, Nodes.Load(i));
                    break;
            }

            if (random.Next(4) == 0)
            {
                network.Step();
            }
        }

        onA.Register(Last, Nodes.Load(0));
        network.Run();
        var atOrigin = (await here.UntilAsync(Last)).ConvertAll(heard => heard.ToString());
        Assert.Equal(atOrigin, (await there.UntilAsync(Last)).ConvertAll(heard => heard.ToString()));
        Assert.True(atOrigin.Count > 300);
    }

    [Theory]
    [InlineData("unregister", LeaveReason.Unregistered)]
    [InlineData("exit", LeaveReason.Exited)]
    [InlineData("cut", LeaveReason.NodeDown)]
    [InlineData("crash", LeaveReason.NodeDown)]
    [InlineData("stop", LeaveReason.NodeLeft)]
    [InlineData("close", LeaveReason.ScopeClosed)]
    public async Task A_listener_hears_why_an_entry_of_another_node_left(string how, LeaveReason reason)
    {
        var network = new InMemoryNetwork();
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var ear = new Ear();
        var onA = a.Open<Workers>();
        b.Open<Workers>(ear);
        using var process = a.Spawn();
        onA.Register(process, Nodes.Orders, Nodes.Load(3));
        Assert.Equal($"Registered {Nodes.Orders} {process} {Nodes.Load(3)} ", (await ear.NextAsync()).ToString());
        switch (how)
        {
            case "unregister":
                onA.UnregisterAll(Nodes.Orders);
                break;
            case "exit":
                process.Dispose();
                break;
            case "cut":
                network.Cut("a", "b");
                break;
            case "crash":
                network.Crash("a");
                break;
            case "stop":
                await a.DisposeAsync();
                break;
            default:
                await onA.DisposeAsync();
                break;
        }

        Assert.Equal($"Unregistered {Nodes.Orders} {process} {Nodes.Load(3)} {reason}", (await ear.NextAsync()).ToString());
    }

    [Fact]
    public async Task Each_listener_is_called_and_one_that_is_handed_twice_once()
    {
        await using var node = await Nodes.StartAsync();
        var (one, other) = (new Ear(), new Ear());
        var workers = node.Open<Workers>(one, other, one);
        using var registration = workers.Register(Nodes.Orders, Nodes.Load(1));
        string[] expected = [$"Registered {Nodes.Orders} {registration.Pid} {Nodes.Load(1)} "];
        Assert.Equal(expected, await one.UntilNowAsync(workers));
        await other.UntilAsync(new("mark", 0));
        registration.Dispose();
        Assert.Equal("Unregistered", (await one.NextAsync()).Call);
        Assert.Equal("Unregistered", (await other.NextAsync()).Call);
    }

    [Fact]
    public async Task A_listener_hears_what_was_there_and_what_comes_when_the_scope_opens_on_a_linked_node()
    {
        for (var round = 0; round < 10; round++)
        {
            var network = new InMemoryNetwork();
            await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
            await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
            var onA = a.Open<Workers>();
            using var process = a.Spawn();
            for (var i = 0; i < 100; i++)
            {
                onA.Register(process, new("orders", i), Nodes.Load(i));
            }

            var ear = new Ear();
            Workers? onB = null;
            await Nodes.TogetherAsync(
                () => onB = b.Open<Workers>(ear),
                () =>
                {
                    for (var i = 0; i < 300; i++)
                    {
                        onA.Register(process, new("mail", i), Nodes.Load(i));
                        onA.Unregister(process, new("orders", i));
                    }
                });

            // When a has seen b, it waits for b; and what b does after that comes after all.
            onB!.Register(new("b", 0), Nodes.Load(0));
            await onA.WaitForAsync(new("b", 0), Deadline.Token());
            await onA.ReplicatedAsync(Deadline.Token());
            onB.Register(Last, Nodes.Load(0));
            var view = new HashSet<Workers.Key>();
            foreach (var heard in await ear.UntilAsync(Last))
            {
                Assert.True(heard.Call == "Registered" ? view.Add(heard.Key) : view.Remove(heard.Key), $"{heard} makes no sense");
            }

            Assert.True(onB.Keys().ToHashSet().SetEquals([.. view, Last]));
            Assert.Equal(302, onB.Count);
        }
    }

    [Fact]
    public async Task A_listener_hears_from_the_opening_to_the_closing_and_may_listen_again()
    {
        await using var node = await Nodes.StartAsync();
        var ear = new Ear();
        var before = node.Open<Workers>(ear);
        before.Register(Nodes.Orders, Nodes.Load(1));
        await before.DisposeAsync();
        var after = node.Open<Workers>(ear);
        Assert.Equal(Nodes.Load(1), (await ear.NextAsync()).Value);
        after.Register(Nodes.Orders, Nodes.Load(2));
        Assert.Equal(("Registered", Nodes.Load(2)), await ear.NextAsync() is var heard ? (heard.Call, heard.Value) : default);
        await after.DisposeAsync();
        var unheard = node.Open<Workers>();
        unheard.Register(Nodes.Orders, Nodes.Load(3));
        await unheard.DisposeAsync();
        var again = node.Open<Workers>(ear);
        Assert.Empty(await ear.UntilNowAsync(again));
    }

    [Fact]
    public async Task An_opening_that_fails_leaves_nothing_half_open()
    {
        await using var node = await Nodes.StartAsync();
        Assert.Contains("null is no listener of the scope \"Workers\"", Assert.Throws<ArgumentException>(() => node.Open<Workers>(new Ear(), null!)).Message, StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => node.Open<Workers>(new OnlyMarked()));
        Assert.Contains($"{typeof(OnlyMarked)} is no listener of the scope \"Workers\"; implement {typeof(Workers.IListener)}.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => node.Open<Workers>((IEnumerable<IRegistryListener<Workers>>)null!));
        Assert.Throws<FormatException>(() => node.Open<Workers>(Failing()));

        var (first, second) = (new Ear(), new Ear());
        var workers = node.Open<Workers>(first);
        Assert.Throws<InvalidOperationException>(() => node.Open<Workers>(second));
        workers.Register(Nodes.Orders, Nodes.Load(1));
        Assert.Single(await first.UntilNowAsync(workers));
        await workers.DisposeAsync();
        var again = node.Open<Workers>(second);
        Assert.Empty(await second.UntilNowAsync(again));

        static IEnumerable<IRegistryListener<Workers>> Failing()
        {
            yield return new Ear();
            throw new FormatException();
        }
    }

    [Fact]
    public async Task A_node_that_has_stopped_takes_no_listeners()
    {
        var node = await Nodes.StartAsync();
        await node.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => node.Open<Workers>(new Ear()));
    }
}
