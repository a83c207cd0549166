namespace PgRegistry.Tests.Behaviour;

public sealed class DispatchTests
{
    [Fact]
    public async Task The_callback_gets_the_members_of_all_nodes_on_the_callers_thread()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var onA = a.Open<Workers>();
        var onB = b.Open<Workers>();
        var here = onA.Register(Nodes.Orders, Nodes.Load(1));
        var there = onB.Register(Nodes.Orders, Nodes.Load(2));
        network.Run();
        var thread = -1;
        Members<Workers.Value> members = default;
        Assert.True(onA.Dispatch(Nodes.Orders, found => (thread, members) = (Environment.CurrentManagedThreadId, found)));
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        Assert.Equal([(here.Pid, 1), (there.Pid, 2)], members.Select(member => (member.Pid, member.Value.Load)).OrderBy(member => member.Load));
    }

    [Fact]
    public async Task Without_members_nobody_is_called()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        workers.Register(Nodes.Orders, Nodes.Load(1)).Dispose();
        workers.Register(new("mail", 1), Nodes.Load(1));
        Assert.False(workers.Dispatch(Nodes.Orders, _ => Assert.Fail("it was called")));
        Assert.Throws<ArgumentNullException>(() => workers.Dispatch(Nodes.Orders, null!));
        await workers.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => workers.Dispatch(Nodes.Orders, _ => Assert.Fail("it was called")));
    }

    [Fact]
    public async Task What_the_callback_throws_reaches_the_caller_and_harms_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        Assert.Throws<FormatException>(() => workers.Dispatch(Nodes.Orders, _ => throw new FormatException()));
        using var other = workers.Register(Nodes.Orders, Nodes.Load(2));
        Assert.True(workers.Dispatch(Nodes.Orders, members => Assert.Equal(2, members.Count)));
    }

    [Fact]
    public async Task While_the_callback_runs_others_write_and_it_still_has_what_it_was_given()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        Assert.True(workers.Dispatch(Nodes.Orders, members =>
        {
            // On another thread, which would wait for a lock that is held here.
            Task.Run(() => workers.Register(Nodes.Orders, Nodes.Load(2))).WaitAsync(Deadline.Token()).GetAwaiter().GetResult();
            Assert.True(workers.Dispatch(Nodes.Orders, inner => Assert.Equal(2, inner.Count)));
            Assert.Single(members);
        }));
    }

    [Theory]
    [InlineData("process")]
    [InlineData("scope")]
    [InlineData("node")]
    public async Task The_callback_may_end_everything(string what)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        Assert.True(workers.Dispatch(Nodes.Orders, members =>
        {
            switch (what)
            {
                case "process":
                    process.Dispose();
                    break;
                case "scope":
                    workers.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    break;
                default:
                    node.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    break;
            }

            Assert.Equal(process.Pid, Assert.Single(members).Pid);
        }));
        Assert.Equal(0, workers.Count);
    }
}
