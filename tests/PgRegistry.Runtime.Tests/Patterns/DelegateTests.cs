using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Patterns;

/// <summary>Functions instead of patterns run outside all locks: what they throw reaches the caller, and they may use the scope.</summary>
public sealed class DelegateTests
{
    private const int Entries = 40;

    [Fact]
    public async Task What_a_function_throws_reaches_the_caller_and_nothing_has_changed()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var registrations = Fill(workers, process);
        await using var watch = new Watch<Workers.Key, Workers.Value>(workers.MonitorScope());
        var before = workers.Entries().ToHashSet();
        foreach (var call in new Action[]
        {
            () => workers.Match(Nodes.Orders, Refuse),
            () => workers.CountMatch(Nodes.Orders, Refuse),
            () => workers.Select(entry => Refuse(entry.Value)),
            () => workers.CountSelect(entry => Refuse(entry.Value)),
            () => workers.UnregisterMatch(process, Nodes.Orders, Refuse),
        })
        {
            Assert.Equal("refused 20", Assert.Throws<InvalidOperationException>(call).Message);
            Assert.True(before.SetEquals(workers.Entries()));
            Assert.All(registrations, registration => Assert.True(registration.IsRegistered));
        }

        // Not a thing was reported either: the next change is the first.
        registrations[0].Dispose();
        Assert.Equal(registrations[0].Id, (await watch.NextAsync()).Entry.Id);

        static bool Refuse(Workers.Value value) => value.Load == 20 ? throw new InvalidOperationException("refused 20") : true;
    }

    [Theory]
    [InlineData("Match")]
    [InlineData("CountMatch")]
    [InlineData("Select")]
    [InlineData("CountSelect")]
    public async Task A_function_may_register_unregister_and_update(string operation)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        using var other = node.Spawn();
        var registrations = Fill(workers, process);
        var asked = new List<int>();
        var found = Ask(workers, operation, value =>
        {
            if (asked.Count == 0)
            {
                // One that was asked about, perhaps, one that was not, and many new ones, so that tables and groups grow.
                registrations[0].Dispose();
                registrations[^1].Dispose();
                registrations[10].Update(Nodes.Load(1000));
                for (var i = 0; i < 200; i++)
                {
                    workers.Register(other, i % 2 == 0 ? Nodes.Orders : new("new", i), Nodes.Load(-1));
                }
            }

            asked.Add(value.Load);
            return value.Load > 0;
        });

        // What is there throughout is asked about once; of what comes and goes, some.
        Assert.Equal(Enumerable.Range(1, Entries - 2).Except([10]), asked.Where(load => load is > 0 and < Entries - 1 and not 10).Order());
        Assert.InRange(found, Entries - 3, Entries + 1);
        Assert.Equal(Entries - 2 + 200, workers.Count);
        Assert.Equal(Entries - 2, workers.CountSelect(process: process.Pid));
    }

    [Theory]
    [InlineData("Match")]
    [InlineData("CountMatch")]
    [InlineData("Select")]
    [InlineData("CountSelect")]
    public async Task A_function_may_close_the_scope(string operation)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        Fill(workers, process);
        var found = Ask(workers, operation, _ =>
        {
            workers.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return true;
        });

        Assert.InRange(found, 1, Entries);
        Assert.Throws<ObjectDisposedException>(() => Ask(workers, operation, _ => true));
        Assert.True(process.IsAlive);
        await using var again = node.Open<Workers>();
        Assert.Equal(0, Ask(again, operation, _ => true));
    }

    [Fact]
    public async Task A_function_may_ask_again()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        Fill(workers, process);

        var found = workers.Select(entry => workers.Match(entry.Key, value => workers.CountSelect(value: new() { Load = { Above = value.Load } }) == 0).Count == 1);

        Assert.Equal(Entries, found.Count);
    }

    [Fact]
    public async Task What_a_function_unregisters_can_be_what_it_is_asked_about()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        Fill(workers, process);

        Assert.Equal(Entries, workers.CountMatch(Nodes.Orders, value => workers.UnregisterMatch(process, Nodes.Orders, value) == 1));
        Assert.Equal(0, workers.Count);
    }

    private static List<Registration<Workers.Key, Workers.Value>> Fill(Workers workers, LocalProcess process) =>
        [.. Enumerable.Range(0, Entries).Select(i => workers.Register(process, Nodes.Orders, Nodes.Load(i)))];

    private static int Ask(Workers workers, string operation, Func<Workers.Value, bool> value) => operation switch
    {
        "Match" => workers.Match(Nodes.Orders, value).Count,
        "CountMatch" => workers.CountMatch(Nodes.Orders, value),
        "Select" => workers.Select(entry => value(entry.Value)).Count,
        _ => workers.CountSelect(entry => value(entry.Value)),
    };
}
