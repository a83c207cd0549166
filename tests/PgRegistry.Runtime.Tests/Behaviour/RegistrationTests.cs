namespace PgRegistry.Tests.Behaviour;

public sealed class RegistrationTests
{
    [Theory]
    [InlineData("disposed")]
    [InlineData("unregistered")]
    [InlineData("ended")]
    public async Task The_handle_of_a_gone_entry_never_touches_the_one_in_its_slot(string how)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        using var next = node.Spawn();
        var gone = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        switch (how)
        {
            case "disposed":
                gone.Dispose();
                break;
            case "unregistered":
                workers.Unregister(process, Nodes.Orders);
                break;
            default:
                process.Dispose();
                break;
        }

        // Freed slots are used again, the last one first.
        var successors = Enumerable.Range(0, 3).Select(i => workers.Register(next, Nodes.Orders, Nodes.Load(10 + i))).ToList();
        Assert.False(gone.IsRegistered);
        Assert.False(gone.Update(Nodes.Load(99)));
        Assert.False(gone.Update(_ => throw new InvalidOperationException("there is nothing to update")));
        gone.Dispose();
        gone.Dispose();
        Assert.All(successors, registration => Assert.True(registration.IsRegistered));
        Assert.Equal([Nodes.Load(10), Nodes.Load(11), Nodes.Load(12)], workers.Values(next.Pid, Nodes.Orders));
        process.Dispose();
    }

    [Fact]
    public async Task A_handle_never_touches_the_scope_that_was_opened_after_its_own()
    {
        await using var node = await Nodes.StartAsync();
        using var process = node.Spawn();
        var first = node.Open<Workers>();
        var gone = first.Register(process, Nodes.Orders, Nodes.Load(1));
        await first.DisposeAsync();
        var second = node.Open<Workers>();
        var now = second.Register(process, Nodes.Orders, Nodes.Load(2));
        Assert.NotEqual(gone.Id, now.Id);
        Assert.False(gone.IsRegistered);
        Assert.False(gone.Update(Nodes.Load(99)));
        Assert.False(gone.Update(value => value with { Load = 99 }));
        gone.Dispose();
        Assert.True(now.IsRegistered);
        Assert.Equal(Nodes.Load(2), Assert.Single(second.Lookup(Nodes.Orders)).Value);
    }

    [Fact]
    public async Task Only_its_own_entry_is_updated_and_the_identity_stays()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        workers.Register(process, Nodes.Orders, Nodes.Load(2));
        Assert.True(one.Update(Nodes.Load(10)));
        Assert.True(one.Update(value => value with { Load = value.Load + 1 }));
        Assert.Equal([Nodes.Load(11), Nodes.Load(2)], workers.Values(process.Pid, Nodes.Orders));
        Assert.Contains(workers.Entries(), entry => entry.Id == one.Id && entry.Value == Nodes.Load(11));
        Assert.Equal((Nodes.Orders, process.Pid), (one.Key, one.Pid));
    }

    [Fact]
    public async Task Updates_of_several_threads_lose_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(0));
        workers.Register(process, Nodes.Orders, Nodes.Load(0));
        const int Rounds = 2000;
        await Nodes.TogetherAsync(
            () => Repeat(() => one.Update(value => value with { Load = value.Load + 1 })),
            () => Repeat(() => one.Update(value => value with { Load = value.Load + 1 })),
            () => Repeat(() => workers.Update(process, Nodes.Orders, value => value with { Load = value.Load + 1 })));
        Assert.Equal([Nodes.Load(3 * Rounds), Nodes.Load(Rounds)], workers.Values(process.Pid, Nodes.Orders));

        static void Repeat(Func<bool> update)
        {
            for (var i = 0; i < Rounds; i++)
            {
                Assert.True(update());
            }
        }
    }

    [Fact]
    public async Task A_handle_that_is_disposed_while_others_update_is_gone()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        for (var round = 0; round < 80; round++)
        {
            var one = workers.Register(Nodes.Orders, Nodes.Load(0));
            await Nodes.TogetherAsync(
                () =>
                {
                    while (one.Update(value => value with { Load = value.Load + 1 }))
                    {
                    }
                },
                one.Dispose);
            Assert.Equal(0, workers.Count);
            Assert.Empty(workers.Lookup(Nodes.Orders));
        }
    }

    [Fact]
    public async Task The_default_handle_is_of_no_entry_and_does_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        Registration<Workers.Key, Workers.Value> none = default;
        Assert.False(none.IsRegistered);
        Assert.False(none.Update(Nodes.Load(2)));
        Assert.False(none.Update(_ => throw new InvalidOperationException("there is nothing to update")));
        Assert.True(none.Pid.IsNone);
        Assert.Null(none.OwnProcess);
        Assert.Equal(default, none.Id);
        none.Dispose();
        Assert.Equal(1, workers.Count);
        Assert.True(none == default);
        Assert.True(none != one);
        Assert.Equal(0, none.GetHashCode() - default(Registration<Workers.Key, Workers.Value>).GetHashCode());
    }

    [Fact]
    public async Task A_copy_is_the_same_handle()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var one = workers.Register(Nodes.Orders, Nodes.Load(1));
        using var other = workers.Register(Nodes.Orders, Nodes.Load(1));
        var copy = one;
        Assert.True(copy == one);
        Assert.Equal(copy.GetHashCode(), one.GetHashCode());
        Assert.True(copy != other);
        Assert.False(one.Equals((object)other));
        Assert.True(copy.Update(Nodes.Load(7)));
        one.Dispose();
        Assert.False(copy.IsRegistered);
        Assert.False(copy.Update(Nodes.Load(8)));
        copy.Dispose();
        Assert.Equal(1, workers.Count);
    }
}
