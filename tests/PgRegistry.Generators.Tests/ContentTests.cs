using PgRegistry.Generators.Tests.Scopes;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>Values with collections in a scope: they are compared by content wherever values are.</summary>
public sealed class ContentTests
{
    private static readonly CancellationToken s_stop = new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task An_update_to_a_value_of_the_same_content_is_none()
    {
        var network = new InMemoryNetwork();
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network }, s_stop);
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network }, s_stop);
        await using var here = a.Open<Shelves>();
        await using var there = b.Open<Shelves>();
        using var me = a.Spawn();
        using var entry = here.Register(me, new("k"), RandomShelves.Value(1));
        await there.WaitForAsync(new("k"), s_stop);
        await using var watch = there.MonitorScope();
        await using var own = here.MonitorScope();

        entry.Update(RandomShelves.Value(1));
        here.Update(me, new("k"), RandomShelves.Value(1));
        here.Update(me, new("k"), _ => RandomShelves.Value(1));
        entry.Update(RandomShelves.Value(2));

        foreach (var monitor in new[] { own, watch })
        {
            await using var changes = monitor.GetAsyncEnumerator(s_stop);
            Assert.True(await changes.MoveNextAsync());
            while (changes.Current.Kind == ChangeKind.Synced)
            {
                Assert.True(await changes.MoveNextAsync());
            }

            Assert.Equal(ChangeKind.Updated, changes.Current.Kind);
            Assert.Equal(here.Entries()[0], changes.Current.Entry);
            Assert.Single(here.Match(new("k"), changes.Current.Value));
            Assert.Empty(here.Match(new("k"), changes.Current.OldValue));
        }

        Assert.Equal(here.Entries(), there.Entries());
    }

    [Fact]
    public async Task Patterns_compare_collections_by_content()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "content" }, s_stop);
        await using var shelves = node.Open<Shelves>();
        using var entry = shelves.Register(new("k"), RandomShelves.Value(1) with { Array = ["a", "b"], Perhaps = null });

        Assert.Single(shelves.Select(null, new() { Array = { EqualTo = ["a", "b"] } }));
        Assert.Single(shelves.Select(null, new() { Array = { OneOf = [["c"], ["a", "b"]] }, Perhaps = null }));
        Assert.Empty(shelves.Select(null, new() { Array = { Not = ["a", "b"] } }));
        Assert.Empty(shelves.Select(null, new() { Perhaps = { Not = null } }));
    }
}
