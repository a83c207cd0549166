using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Patterns;

/// <summary>A record with nothing in it is still not null.</summary>
public sealed class EmptyRecordTests
{
    private static readonly Marks.Value[] s_values =
    [
        new(null, null),
        new(new Marks.Mark(), null),
        new(null, new Marks.Marked(new Marks.Mark())),
        new(new Marks.Mark(), new Marks.Marked(new Marks.Mark())),
    ];

    [Fact]
    public async Task What_is_assigned_matches_nothing_else()
    {
        await using var node = await Nodes.StartAsync();
        var marks = node.Open<Marks>();
        for (var i = 0; i < s_values.Length; i++)
        {
            marks.Register(new(i, 0), s_values[i]);
        }

        Assert.Equal([0, 1, 2, 3], Found(new()));
        Assert.Equal([0, 1, 2, 3], Found(new() { Mark = new(), Marked = new() }));
        Assert.Equal([0, 2], Found(new() { Mark = null }));
        Assert.Equal([0, 1], Found(new() { Marked = null }));
        Assert.Equal([1, 3], Found(new() { Mark = new Marks.Mark() }));
        Assert.Equal([2, 3], Found(new() { Marked = new Marks.Marked(new Marks.Mark()) }));
        Assert.Equal([2, 3], Found(new() { Marked = { Mark = new Marks.Mark() } }));
        for (var i = 0; i < s_values.Length; i++)
        {
            Assert.Equal([i], Found(s_values[i]));
        }

        IEnumerable<double> Found(Marks.ValuePattern pattern) => marks.Select(value: pattern).Select(entry => entry.Key.At).Order();
    }
}
