namespace PgRegistry.Tests.Patterns;

/// <summary>Selecting by patterns of keys, by process, and by all of these together.</summary>
public sealed class SelectTests
{
    public static TheoryData<string> Cases => new(s_cases.Keys);

    private static readonly Dictionary<string, (Spots.KeyPattern? Pattern, Func<Spots.Key, bool> Filter, int Count)> s_cases = new(StringComparer.Ordinal)
    {
        ["null"] = (null, _ => true, 29),
        ["anything"] = (new(), _ => true, 29),
        ["a text"] = (new() { City = "bern" }, k => k.City == "bern", 1),
        ["part of a text"] = (new() { City = { EndsWith = "ern" } }, k => k.City.EndsWith("ern", StringComparison.Ordinal), 28),
        ["no number"] = (new() { Floor = null }, k => k.Floor is null, 2),
        ["a number"] = (new() { Floor = { AtMost = 0 } }, k => k.Floor <= 0, 2),
        ["an enum"] = (new() { Zone = Zone.Top }, k => k.Zone == Zone.Top, 1),
        ["a range of enums"] = (new() { Zone = { AtLeast = Zone.East } }, k => k.Zone >= Zone.East, 27),
        ["a bool"] = (new() { IsOpen = true }, k => k.IsOpen, 1),
        ["a whole key"] = (Spotted.Key with { IsOpen = true }, k => k == Spotted.Key with { IsOpen = true }, 1),
        ["the key of several"] = (Spotted.Key, k => k == Spotted.Key, 20),
        ["every member of a key"] = (new() { City = "Bern", Floor = null, Zone = Zone.East, IsOpen = false }, k => k == Spotted.Key with { Floor = null }, 1),
        ["a key that nobody has"] = (Spotted.Key with { City = "Basel" }, _ => false, 0),
        ["all but one member of a key"] = (new() { City = "Bern", Floor = 1, Zone = Zone.East }, k => k with { IsOpen = false } == Spotted.Key, 21),
        ["a key and more"] = (new() { City = "Bern", Floor = 1, Zone = Zone.East, IsOpen = { EqualTo = false, Not = false } }, _ => false, 0),
        ["a key, and more that holds"] = (new() { City = { EqualTo = "Bern", StartsWith = "B" }, Floor = 1, Zone = Zone.East, IsOpen = false }, k => k == Spotted.Key, 20),
        ["one of some"] = (new() { City = { OneOf = ["bern", ""] }, Floor = 1, Zone = Zone.East, IsOpen = false }, k => k.City != "Bern", 2),
        ["null where there is none"] = (new() { City = null!, Floor = 1, Zone = Zone.East, IsOpen = false }, _ => false, 0),
        ["null where an enum is"] = (new() { City = "Bern", Floor = 1, Zone = null!, IsOpen = false }, _ => false, 0),
        ["none of none"] = (new() { IsOpen = { OneOf = [] } }, _ => false, 0),
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
            var expected = spots.Entries().Where(entry => filter(entry.Key)).ToHashSet();
            Assert.Equal(2 * count, expected.Count);
            Assert.True(expected.SetEquals(spots.Select(pattern)));
            Assert.Equal(2 * count, spots.Select(pattern).Count);
            Assert.Equal(2 * count, spots.CountSelect(pattern));
            Assert.True(expected.SetEquals(spots.Select(entry => filter(entry.Key))));
            Assert.Equal(2 * count, spots.CountSelect(entry => filter(entry.Key)));

            Spots.ValuePattern value = new() { Load = { Not = 1 } };
            expected.RemoveWhere(entry => entry.Value.Load == 1);
            Assert.True(expected.SetEquals(spots.Select(pattern, value)));
            Assert.Equal(expected.Count, spots.CountSelect(pattern, value));
        }
    }

    [Fact]
    public async Task A_process_selects_its_entries_wherever_it_lives()
    {
        await using var spotted = await Spotted.StartAsync();
        spotted.Fill();
        using var near = spotted.A.Spawn();
        using var far = spotted.B.Spawn();
        using var idle = spotted.A.Spawn();
        foreach (var (spots, process) in new[] { (spotted.OnA, near), (spotted.OnB, far) })
        {
            spots.Register(process, Spotted.Key, Spotted.Value);
            spots.Register(process, Spotted.Key, Spotted.Value with { Role = "b" });
            spots.Register(process, Spotted.Key with { City = "Basel" }, Spotted.Value);
        }

        spotted.Network.Run();
        Spots.KeyPattern?[] keys = [null, new(), Spotted.Key, new() { City = { StartsWith = "B" } }, Spotted.Key with { City = "Basel" }, Spotted.Key with { City = "Chur" }];
        Spots.ValuePattern?[] values = [null, new(), new() { Role = "b" }];
        var found = 0;
        foreach (var spots in new[] { spotted.OnA, spotted.OnB })
        {
            foreach (var process in new[] { near, far, idle })
            {
                foreach (var (key, value) in keys.SelectMany(key => values.Select(value => (key, value))))
                {
                    var expected = spots.Select(key, value).Where(entry => entry.Pid == process.Pid).ToHashSet();
                    Assert.True(expected.SetEquals(spots.Select(key, value, process.Pid)));
                    Assert.Equal(expected.Count, spots.Select(key, value, process.Pid).Count);
                    Assert.Equal(expected.Count, spots.CountSelect(key, value, process.Pid));
                    found += expected.Count;
                }
            }
        }

        // Of each process on each node: 3, 3, 2, 3, 1 and none of any value; 1, 1, 1, 1, none and none of one.
        Assert.Equal(2 * 2 * ((2 * 12) + 4), found);
    }

    [Fact]
    public async Task A_process_that_is_nowhere_selects_nothing()
    {
        await using var spotted = await Spotted.StartAsync();
        spotted.Fill();
        var near = spotted.A.Spawn();
        var far = spotted.B.Spawn();
        spotted.OnA.Register(near, Spotted.Key, Spotted.Value);
        spotted.OnB.Register(far, Spotted.Key, Spotted.Value);
        spotted.Network.Run();
        var pids = new[] { near.Pid, far.Pid };
        Assert.All(pids, pid => Assert.Single(spotted.OnA.Select(process: pid)));
        near.Dispose();
        far.Dispose();
        spotted.Network.Run();
        foreach (var pid in pids.Append(default).Append(new Pid(new NodeId("a", 5), near.Pid.Serial)).Append(new Pid(spotted.A.Id, 12345)))
        {
            Assert.Empty(spotted.OnA.Select(process: pid));
            Assert.Empty(spotted.OnA.Select(Spotted.Key, process: pid));
            Assert.Empty(spotted.OnA.Select(new() { City = "Bern" }, new() { Role = "a" }, pid));
            Assert.Equal(0, spotted.OnA.CountSelect(process: pid));
            Assert.Equal(0, spotted.OnA.CountSelect(Spotted.Key, null, pid));
        }
    }

    [Fact]
    public async Task Nothing_said_is_everything()
    {
        await using var spotted = await Spotted.StartAsync();
        spotted.Fill();
        var all = spotted.OnA.Entries().ToHashSet();

        Assert.Equal(58, all.Count);
        Assert.True(all.SetEquals(spotted.OnA.Select()));
        Assert.True(all.SetEquals(spotted.OnA.Select(null, null, null)));
        Assert.True(all.SetEquals(spotted.OnA.Select(null)));
        Assert.Equal(58, spotted.OnA.CountSelect());
        Assert.Equal(58, spotted.OnA.CountSelect(null));
    }
}
