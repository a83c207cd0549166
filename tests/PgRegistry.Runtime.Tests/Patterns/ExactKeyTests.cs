using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Patterns;

/// <summary>A key pattern that only one key can match is looked up, and finds what a scan finds.</summary>
public sealed class ExactKeyTests
{
    private const int Entries = 100;

    [Fact]
    public async Task Only_members_of_the_key_are_asked()
    {
        await using var node = await Nodes.StartAsync();
        var spots = node.Open<Spots>();
        for (var i = 0; i < Entries; i++)
        {
            spots.Register(Spotted.Key with { Floor = i == 0 ? null : i % 10 }, Spotted.Value);
        }

        AssertAsked(spots, Spotted.Key, found: 10, asked: 10);
        AssertAsked(spots, new() { City = "Bern", Floor = null, Zone = Zone.East, IsOpen = { EqualTo = false } }, found: 1, asked: 1);
        AssertAsked(spots, new() { City = { EqualTo = "Basel" }, Floor = 1, Zone = Zone.East, IsOpen = false }, found: 0, asked: 0);
        AssertAsked(spots, new() { City = null!, Floor = 1, Zone = Zone.East, IsOpen = false }, found: 0, asked: Entries);
        AssertAsked(spots, new() { City = "Bern", Floor = 1, Zone = Zone.East }, found: 10, asked: Entries);
        AssertAsked(spots, new() { City = "Bern", Floor = 1, Zone = Zone.East, IsOpen = { EqualTo = false, Not = true } }, found: 10, asked: Entries);
        AssertAsked(spots, new() { City = { EqualTo = "Bern", StartsWith = "" }, Floor = 1, Zone = Zone.East, IsOpen = false }, found: 10, asked: Entries);
        AssertAsked(spots, new() { City = "Bern", Floor = { EqualTo = 1, AtLeast = 1 }, Zone = Zone.East, IsOpen = false }, found: 10, asked: Entries);
        AssertAsked(spots, new() { City = "Bern", Floor = { OneOf = [1] }, Zone = Zone.East, IsOpen = false }, found: 10, asked: Entries);

        void AssertAsked(Spots scope, Spots.KeyPattern pattern, int found, int asked)
        {
            var counting = new Counting<Spots.Key>(pattern);
            Assert.Equal(found, scope.Scope.Select(counting).Count);
            Assert.Equal(asked, counting.Asked);
            Assert.Equal(found, scope.Scope.CountSelect(counting));
            Assert.Equal(2 * asked, counting.Asked);
            Assert.Equal(found, scope.Entries().Count(entry => ((IPattern<Spots.Key>)pattern).Matches(entry.Key)));
        }
    }

    [Fact]
    public async Task A_process_under_the_key_is_asked_by_the_shorter_list()
    {
        await using var node = await Nodes.StartAsync();
        var spots = node.Open<Spots>();
        using var process = node.Spawn();
        for (var i = 0; i < Entries; i++)
        {
            spots.Register(process, Spotted.Key with { Floor = i % 50 }, Spotted.Value);
            spots.Register(Spotted.Key, Spotted.Value);
        }

        var counting = new Counting<Spots.Key>((Spots.KeyPattern)Spotted.Key);
        Assert.Equal(2, spots.Scope.Select(counting, process: process.Pid).Count);
        Assert.Equal(2, counting.Asked);
    }

    [Fact]
    public async Task Keys_that_are_equal_but_spelt_differently_are_told_apart_as_by_a_scan()
    {
        await using var node = await Nodes.StartAsync();
        var words = node.Open<Words>();
        using var process = node.Spawn();
        foreach (var text in new[] { "orders", "Orders", "ORDERS", "mail", "Orders" })
        {
            words.Register(process, new(text, 1), new(1));
        }

        Assert.Equal(4, words.CountOf("oRDERS", 1));
        foreach (var (text, found) in new[] { ("orders", 1), ("Orders", 2), ("ORDERS", 1), ("oRDERS", 0), ("mail", 1), ("Mail", 0) })
        {
            Words.Key key = new(text, 1);
            var counting = new Counting<Words.Key>((Words.KeyPattern)key);
            Assert.Equal(found, words.Entries().Count(entry => entry.Key.Text == text));
            Assert.Equal(found, words.Select(key).Count);
            Assert.All(words.Select(key), entry => Assert.Equal(text, entry.Key.Text));
            Assert.Equal(found, words.CountSelect(new() { Text = text, Number = 1 }));
            Assert.Equal(found, words.Select(key, process: process.Pid).Count);
            Assert.Equal(found, words.Scope.Select(counting).Count);
            Assert.Equal(text.Length == 4 ? 1 : 4, counting.Asked);
        }
    }

    [Fact]
    public async Task A_key_that_cannot_be_is_not_looked_up()
    {
        await using var node = await Nodes.StartAsync();
        var words = node.Open<Words>();
        words.Register(new("orders", 1), new(1));
        string? noText = null;

        Assert.Empty(words.Select(new() { Text = noText, Number = 1 }));
        Assert.Empty(words.Select(new() { Text = null!, Number = 1 }));
        Assert.Empty(words.Select(new() { Text = { EqualTo = null }, Number = 1 }));
        Assert.Equal(0, words.CountSelect(new() { Text = noText, Number = 1 }));
        Assert.Empty(words.Select(new() { Text = noText, Number = 1 }, process: new Pid(node.Id, 1)));
    }

    [Fact]
    public async Task A_key_with_a_constructor_of_its_own_is_not_made_of_a_pattern()
    {
        await using var node = await Nodes.StartAsync();
        var trimmed = node.Open<Trimmed>();
        trimmed.Register(new(" orders ", 1), new(1));
        trimmed.Register(new("mail", 2), new(2));

        Assert.Equal(1, Assert.Single(trimmed.Select(new() { Text = "orders", Number = 1 })).Value.Load);
        Assert.Equal(1, trimmed.CountSelect(new Trimmed.Key(" orders", 1)));
        Assert.Empty(trimmed.Select(new() { Text = " orders ", Number = 1 }));
        Assert.Empty(trimmed.Select(new() { Text = "orders", Number = -1 }));
    }

    [Fact]
    public async Task A_record_in_a_key_is_matched_member_by_member()
    {
        await using var node = await Nodes.StartAsync();
        var plots = node.Open<Plots>();
        plots.Register(new(new Size(1, 2), "a"), new(1));
        plots.Register(new(new Size(1, null), "a"), new(2));
        plots.Register(new(new Size(1, null), null), new(3));

        Assert.Equal(3, plots.CountSelect(new() { Size = { Width = 1 } }));
        Assert.Equal(2, plots.CountSelect(new() { Size = { Width = 1, Height = null } }));
        Assert.Equal([2], plots.Select(new() { Size = new Size(1, null), Name = "a" }).Select(entry => entry.Value.Load));
        Assert.Equal([3], plots.Select(new Plots.Key(new Size(1, null), null)).Select(entry => entry.Value.Load));
        Assert.Equal([1], plots.Select(value: new Plots.Value(1)).Select(entry => entry.Value.Load));
        Assert.Empty(plots.Select(new Plots.Key(new Size(2, null), null)));
    }

    [Fact]
    public async Task Zeros_and_scales_find_the_equal_key()
    {
        await using var node = await Nodes.StartAsync();
        var marks = node.Open<Marks>();
        marks.Register(new(-0.0, 1.50m), new(null, null));
        marks.Register(new(double.NaN, 1m), new(null, null));

        Assert.Equal(1, marks.CountSelect(new Marks.Key(0.0, 1.5m)));
        Assert.Equal(1, marks.CountSelect(new() { At = 0.0, Price = 1.500m }));
        Assert.Equal(1, marks.CountSelect(new() { At = double.NaN, Price = 1.0m }));
        Assert.Equal(1, marks.CountSelect(new() { At = { AtMost = 0 } }));
    }
}
