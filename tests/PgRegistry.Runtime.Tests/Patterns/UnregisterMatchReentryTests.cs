using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Patterns;

/// <summary>What is taken out matches at that very moment, whatever happens while the function decides.</summary>
public sealed class UnregisterMatchReentryTests
{
    [Fact]
    public async Task A_function_runs_again_when_its_entry_was_changed_meanwhile()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        var seen = new List<int>();

        Assert.Equal(0, workers.UnregisterMatch(process, Nodes.Orders, value => Ask(value, changed: 10) && value.Load == 1));
        Assert.Equal([1, 10], seen);
        Assert.True(one.IsRegistered);

        seen.Clear();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        Assert.Equal(1, workers.UnregisterMatch(process, Nodes.Orders, value => Ask(value, changed: 20)));
        Assert.Equal([10, 20], seen);
        Assert.False(one.IsRegistered);
        Assert.Equal(ChangeKind.Updated, (await watch.NextAsync()).Kind);
        Assert.Equal(Nodes.Load(20), (await watch.NextAsync()).Value);

        bool Ask(Workers.Value value, int changed)
        {
            seen.Add(value.Load);
            if (seen.Count == 1)
            {
                one.Update(Nodes.Load(changed));
            }

            return true;
        }
    }

    [Fact]
    public async Task An_entry_that_was_not_selected_is_asked_about_again_when_it_was_changed_meanwhile()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        var two = workers.Register(process, Nodes.Orders, Nodes.Load(2));
        var other = workers.Register(process, Nodes.Orders, Nodes.Load(100));
        var asked = 0;

        Assert.Equal(3, workers.UnregisterMatch(process, Nodes.Orders, value =>
        {
            // After all were asked about, two begin to match.
            if (++asked == 3)
            {
                one.Update(Nodes.Load(101));
                two.Update(Nodes.Load(102));
            }

            return value.Load >= 100;
        }));
        Assert.Equal(6, asked);
        Assert.False(other.IsRegistered);
        Assert.Equal(0, workers.Count);
    }

    [Fact]
    public async Task Nothing_is_taken_out_while_one_has_to_be_asked_about_again()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var registrations = Enumerable.Range(0, 5).Select(i => workers.Register(process, Nodes.Orders, Nodes.Load(i))).ToList();
        var asked = 0;

        Assert.Equal(4, workers.UnregisterMatch(process, Nodes.Orders, value =>
        {
            Assert.Equal(5, workers.Count);
            if (++asked == 5)
            {
                registrations[2].Update(Nodes.Load(-1));
            }

            return value.Load >= 0;
        }));
        Assert.Equal(10, asked);
        Assert.Equal(Nodes.Load(-1), Assert.Single(workers.Entries()).Value);
    }

    [Fact]
    public async Task What_left_meanwhile_is_not_counted()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var one = workers.Register(process, Nodes.Orders, Nodes.Load(1));
        var two = workers.Register(process, Nodes.Orders, Nodes.Load(2));

        Assert.Equal(1, workers.UnregisterMatch(process, Nodes.Orders, _ =>
        {
            one.Dispose();
            return true;
        }));
        Assert.False(two.IsRegistered);

        // The place of one that left is taken by another, which nobody asked about.
        var three = workers.Register(process, Nodes.Orders, Nodes.Load(3));
        Registration<Workers.Key, Workers.Value>? instead = null;
        Assert.Equal(0, workers.UnregisterMatch(process, Nodes.Orders, _ =>
        {
            three.Dispose();
            instead ??= workers.Register(process, Nodes.Orders, Nodes.Load(3));
            return true;
        }));
        Assert.True(instead is { IsRegistered: true });
    }

    [Fact]
    public async Task A_function_may_register_more()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));

        Assert.Equal(1, workers.UnregisterMatch(process, Nodes.Orders, value =>
        {
            workers.Register(process, Nodes.Orders, Nodes.Load(2));
            workers.Register(process, new("mail", 2), Nodes.Load(2));
            using var watch = workers.MonitorScope();
            return value.Load == 1;
        }));
        Assert.Equal([Nodes.Load(2)], workers.Values(process.Pid, Nodes.Orders));
        Assert.Equal(2, workers.Count);
    }

    [Fact]
    public async Task A_function_that_ends_the_process_or_closes_the_scope_leaves_nothing_to_take_out()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        Assert.Equal(0, workers.UnregisterMatch(process, Nodes.Orders, _ =>
        {
            process.Dispose();
            return true;
        }));
        Assert.Equal(LeaveReason.Exited, (await watch.NextAsync()).Reason);

        using var next = node.Spawn();
        workers.Register(next, Nodes.Orders, Nodes.Load(1));
        Assert.Throws<ObjectDisposedException>(() => workers.UnregisterMatch(next, Nodes.Orders, _ =>
        {
            workers.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return true;
        }));
    }

    [Fact]
    public async Task Beside_writers_only_what_matches_is_taken_out()
    {
        const int Rounds = 400;
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        var taken = 0;
        var registrations = Enumerable.Range(0, 8).Select(_ => workers.Register(process, Nodes.Orders, Nodes.Load(0))).ToArray();
        await Nodes.TogetherAsync(
            () => Update(2),
            () => Update(3),
            () =>
            {
                for (var i = 0; i < Rounds; i++)
                {
                    taken += workers.UnregisterMatch(process, Nodes.Orders, new() { Load = { Above = 0 } });
                }
            });
        taken += workers.UnregisterMatch(process, Nodes.Orders, new() { Load = { Above = 0 } });
        var rest = workers.Entries();
        Assert.All(rest, entry => Assert.Equal(0, entry.Value.Load));
        await workers.DisposeAsync();
        var left = (await watch.ToEndAsync()).Where(change => change.Kind == ChangeKind.Left && change.Reason == LeaveReason.Unregistered).ToList();
        Assert.Equal(taken, left.Count);
        Assert.All(left, change => Assert.True(change.Value.Load > 0, $"{change} did not match"));

        void Update(int every)
        {
            for (var i = 0; i < Rounds; i++)
            {
                // Whoever was taken out comes back.
                var at = i % registrations.Length;
                if (!registrations[at].Update(Nodes.Load(i % every)))
                {
                    registrations[at] = workers.Register(process, Nodes.Orders, Nodes.Load(0));
                }
            }
        }
    }
}
