namespace PgRegistry.Tests.Patterns;

/// <summary>What patterns of values find is what a plain filter finds, for a member of every kind, on both nodes.</summary>
public sealed class MatchTests
{
    public static TheoryData<string> Cases => new(s_cases.Keys);

    private static readonly Dictionary<string, (Spots.ValuePattern Pattern, Func<Spots.Value, bool> Filter, int Count)> s_cases = new(StringComparer.Ordinal)
    {
        ["anything"] = (new(), _ => true, 20),
        ["a text"] = (new() { Role = "b" }, v => v.Role == "b", 1),
        ["not a text"] = (new() { Role = { Not = "b" } }, v => v.Role != "b", 19),
        ["no note"] = (new() { Note = null }, v => v.Note is null, 18),
        ["a note"] = (new() { Note = { Not = null } }, v => v.Note is not null, 2),
        ["a note that begins"] = (new() { Note = { StartsWith = "no" } }, v => v.Note?.StartsWith("no", StringComparison.Ordinal) == true, 1),
        ["a number"] = (new() { Load = 2.5 }, v => v.Load == 2.5, 1),
        ["a zero"] = (new() { Load = 0.0 }, v => v.Load == 0, 1),
        ["not a number"] = (new() { Load = double.NaN }, v => double.IsNaN(v.Load), 1),
        ["a range"] = (new() { Load = { AtLeast = 1, Below = 3 } }, v => v.Load is >= 1 and < 3, 18),
        ["a guid"] = (new() { Owner = Guid.AllBitsSet }, v => v.Owner == Guid.AllBitsSet, 1),
        ["one of some guids"] = (new() { Owner = { OneOf = [Guid.Empty, Guid.NewGuid()] } }, v => v.Owner == Guid.Empty, 19),
        ["an enum"] = (new() { Level = Level.Low }, v => v.Level == Level.Low, 1),
        ["no enum"] = (new() { Level = null }, v => v.Level is null, 18),
        ["a range of enums"] = (new() { Level = { AtMost = Level.None } }, v => v.Level <= Level.None, 2),
        ["a long"] = (new() { Total = { Above = 5 } }, v => v.Total > 5, 1),
        ["no record"] = (new() { Home = null }, v => v.Home is null, 17),
        ["no struct"] = (new() { Box = null }, v => v.Box is null, 18),
        ["a record"] = (new() { Home = new Place("Side", new Size(3, 4)) }, v => v.Home == new Place("Side", new Size(3, 4)), 1),
        ["a record with nothing in it"] = (new() { Home = new Place("Side", null) }, v => v.Home == new Place("Side", null), 0),
        ["a struct"] = (new() { Box = new Size(1, null) }, v => v.Box == new Size(1, null), 1),
        ["a record that cannot be null"] = (new() { Work = new Place("Side", null) }, v => v.Work == new Place("Side", null), 1),
        ["a struct that cannot be null"] = (new() { Need = new Size(3, double.NaN) }, v => v.Need == new Size(3, double.NaN), 1),
        ["any record or none"] = (new() { Home = new(), Box = new() }, _ => true, 20),
        ["a member of a record"] = (new() { Home = { Street = "Side" } }, v => v.Home?.Street == "Side", 2),
        ["no member of a record"] = (new() { Home = { Plot = null } }, v => v.Home is { Plot: null }, 1),
        ["a member of a member"] = (new() { Home = { Plot = { Height = null, Width = { AtLeast = 3 } } } }, v => v.Home?.Plot is { Height: null, Width: >= 3 }, 1),
        ["any member of a member, not null"] = (new() { Home = { Plot = { Width = { Not = 9 } } } }, v => v.Home?.Plot is { Width: not 9 }, 2),
        ["a member of a struct"] = (new() { Box = { Width = { Above = 1 } } }, v => v.Box?.Width > 1, 1),
        ["no member of a struct"] = (new() { Box = { Height = null } }, v => v.Box is { Height: null }, 1),
        ["a member of a struct that cannot be null"] = (new() { Need = { Height = { Not = null } } }, v => v.Need.Height is not null, 1),
        ["several"] = (new() { Role = "a", Home = null, Load = { Not = double.NaN }, Total = 0 }, v => v is { Role: "a", Home: null, Total: 0 } && !double.IsNaN(v.Load), 14),
        ["a whole value"] = (Spotted.Value with { Level = Level.None }, v => v == Spotted.Value with { Level = Level.None }, 1),
        ["the value of several"] = (Spotted.Value, v => v == Spotted.Value, 2),
        ["null where there is none"] = (new() { Work = null!, Need = { Width = 1 } }, _ => false, 0),
        ["null where a struct is"] = (new() { Need = null! }, _ => false, 0),
        ["null where a number is"] = (new() { Total = null! }, _ => false, 0),
        ["none of none"] = (new() { Role = { OneOf = [] } }, _ => false, 0),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_pattern_finds_what_a_filter_finds(string name)
    {
        var (pattern, filter, count) = s_cases[name];
        await using var spotted = await Spotted.StartAsync();
        spotted.Fill();
        foreach (var spots in new[] { spotted.OnA, spotted.OnB })
        {
            var members = spots.Lookup(Spotted.Key).Where(member => filter(member.Value)).ToHashSet();
            var entries = spots.Entries().Where(entry => filter(entry.Value)).ToHashSet();

            Assert.Equal(2 * count, members.Count);
            Assert.True(members.SetEquals(spots.Match(Spotted.Key, pattern)));
            Assert.True(members.SetEquals(spots.Match(Spotted.Key, filter)));
            Assert.Equal(2 * count, spots.CountMatch(Spotted.Key, pattern));
            Assert.Equal(2 * count, spots.CountMatch(Spotted.Key, filter));

            Assert.True(entries.SetEquals(spots.Select(value: pattern)));
            Assert.True(entries.SetEquals(spots.Select(entry => filter(entry.Value))));
            Assert.Equal(entries.Count, spots.Select(value: pattern).Count);
            Assert.Equal(entries.Count, spots.CountSelect(value: pattern));
            Assert.Equal(entries.Count, spots.CountSelect(entry => filter(entry.Value)));
        }
    }

    [Fact]
    public async Task Under_a_key_that_nobody_has_nothing_matches()
    {
        await using var spotted = await Spotted.StartAsync();
        spotted.Fill();
        var nobody = Spotted.Key with { City = "Basel" };

        Assert.Empty(spotted.OnA.Match(nobody, new Spots.ValuePattern()));
        Assert.Empty(spotted.OnA.Match(nobody, _ => true));
        Assert.Equal(0, spotted.OnA.CountMatch(nobody, new Spots.ValuePattern()));
        Assert.Equal(0, spotted.OnA.CountMatch(nobody, _ => true));
    }

    [Fact]
    public async Task What_was_found_stays_as_it_was()
    {
        await using var spotted = await Spotted.StartAsync();
        using var one = spotted.OnA.Register(Spotted.Key, Spotted.Value);

        var members = spotted.OnA.Match(Spotted.Key, new() { Role = "a" });
        var entries = spotted.OnA.Select(value: new() { Role = "a" });
        one.Update(value => value with { Role = "b" });

        Assert.Equal(Spotted.Value, Assert.Single(members).Value);
        Assert.Equal(Spotted.Value, Assert.Single(entries).Value);
        Assert.Empty(spotted.OnA.Match(Spotted.Key, new() { Role = "a" }));
        Assert.Empty(spotted.OnA.Select(value: new() { Role = "a" }));
    }
}
