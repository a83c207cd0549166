namespace PgRegistry.Tests.Patterns;

/// <summary>
/// Random patterns over random entries of two linked nodes, before and after they agree: what is found is what a plain filter finds. A
/// failure names its seed and the fewest clauses that still fail.
/// </summary>
public sealed class RandomPatternTests
{
    private const int Seeds = 60;
    private const int PatternsOfSeed = 40;

    [Fact]
    public async Task Patterns_find_what_a_plain_filter_finds()
    {
        var some = 0;
        var exact = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            await using var spotted = await Spotted.StartAsync(seed);
            var processes = Fill(spotted, random);
            for (var i = 0; i < PatternsOfSeed; i++)
            {
                var ofValue = RandomPattern.OfValue(random);
                List<Clause> clauses = [.. RandomPattern.OfKey(random), .. ofValue];
                var spots = random.Next(2) == 0 ? spotted.OnA : spotted.OnB;
                var pid = processes[random.Next(processes.Count)].Pid;
                var key = RandomSpots.Key(random);
                Check(clauses, some => Mismatch(spots, some, pid), $"seed {seed}, pattern {i}");
                Check(ofValue, some => Mismatch(spots, some, key), $"seed {seed}, pattern {i}");

                var patterns = PatternPair.Of(clauses);
                some += spots.CountSelect(patterns.Key, patterns.Value) > 0 ? 1 : 0;
                exact += ((IPattern<Spots.Key>)patterns.Key).TryGetExact(out _) ? 1 : 0;
            }
        }

        // Neither nearly nothing nor nearly everything is looked up, or finds something.
        Assert.InRange(some, Seeds * PatternsOfSeed / 10, Seeds * PatternsOfSeed * 9 / 10);
        Assert.InRange(exact, Seeds * PatternsOfSeed / 10, Seeds * PatternsOfSeed * 9 / 10);
    }

    [Fact]
    public async Task Unregistering_takes_out_what_a_plain_filter_finds()
    {
        var gone = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            await using var spotted = await Spotted.StartAsync(seed);
            var processes = Fill(spotted, random);
            for (var i = 0; i < PatternsOfSeed; i++)
            {
                var clauses = RandomPattern.OfValue(random);
                var process = processes[random.Next(processes.Count)];
                var spots = process.Pid.Node == spotted.A.Id ? spotted.OnA : spotted.OnB;
                var key = RandomSpots.Key(random);
                var before = spots.Entries();
                var expected = before.Where(entry => entry.Pid == process.Pid && entry.Key == key && Holds(clauses, entry)).ToHashSet();

                var count = random.Next(2) == 0
                    ? spots.UnregisterMatch(process, key, PatternPair.Of(clauses).Value)
                    : spots.UnregisterMatch(process, key, value => clauses.TrueForAll(clause => clause.Holds(key, value)));

                var text = $"seed {seed}, pattern {i}: {process} under {key}: {string.Join("; ", clauses)}";
                Assert.True(expected.Count == count, $"{text}: {count} instead of {expected.Count}");
                Assert.True(before.Except(expected).ToHashSet().SetEquals(spots.Entries()), $"{text}: others went");
                gone += count;
            }

            spotted.Network.Run();
            Assert.True(spotted.OnA.Entries().ToHashSet().SetEquals(spotted.OnB.Entries()), $"seed {seed}: the nodes do not agree");
        }

        Assert.InRange(gone, Seeds, int.MaxValue);
    }

    private static void Check(List<Clause> clauses, Func<List<Clause>, string?> mismatch, string which)
    {
        if (mismatch(clauses) is not null)
        {
            var fewest = Fewest(clauses, some => mismatch(some) is not null);
            Assert.Fail($"{which}: {string.Join("; ", fewest)}: {mismatch(fewest)}");
        }
    }

    private static List<LocalProcess> Fill(Spotted spotted, Random random)
    {
        List<LocalProcess> processes = [spotted.A.Spawn(), spotted.A.Spawn(), spotted.B.Spawn(), spotted.B.Spawn(), spotted.B.Spawn()];
        for (var i = 0; i < 80; i++)
        {
            var process = processes[random.Next(4)];
            var spots = process.Pid.Node == spotted.A.Id ? spotted.OnA : spotted.OnB;
            var registration = spots.Register(process, RandomSpots.Key(random), RandomSpots.Value(random));
            if (random.Next(4) == 0)
            {
                registration.Update(RandomSpots.Value(random));
            }
        }

        // Some have not arrived yet.
        for (var steps = random.Next(2) * random.Next(100); steps > 0; steps--)
        {
            spotted.Network.Step();
        }

        return processes;
    }

    /// <summary>Says what differs from a plain filter over all entries; null when nothing does.</summary>
    private static string? Mismatch(Spots spots, List<Clause> clauses, Pid pid)
    {
        var (keys, values) = PatternPair.Of(clauses);
        var all = spots.Entries();
        var expected = all.Where(entry => Holds(clauses, entry)).ToHashSet();
        var ofProcess = expected.Where(entry => entry.Pid == pid).ToHashSet();
        var found = spots.Select(keys, values);
        return !expected.SetEquals(found) || found.Count != expected.Count ? Difference("Select", expected, found)
            : spots.CountSelect(keys, values) != expected.Count ? $"CountSelect says {spots.CountSelect(keys, values)}, there are {expected.Count}"
            : !ofProcess.SetEquals(spots.Select(keys, values, pid)) ? Difference($"Select of {pid}", ofProcess, spots.Select(keys, values, pid))
            : spots.CountSelect(keys, values, pid) != ofProcess.Count ? $"CountSelect of {pid} says {spots.CountSelect(keys, values, pid)}, there are {ofProcess.Count}"
            : null;
    }

    /// <summary>The same of the members under one key, for clauses on values.</summary>
    private static string? Mismatch(Spots spots, List<Clause> clauses, Spots.Key key)
    {
        var pattern = PatternPair.Of(clauses).Value;
        var expected = spots.Entries().Where(entry => entry.Key == key && Holds(clauses, entry)).Select(entry => new Member<Spots.Value>(entry.Pid, entry.Value)).ToList();
        var found = spots.Match(key, pattern);
        return expected.Count != found.Count || !expected.ToHashSet().SetEquals(found)
                ? $"Match under {key} lacks [{string.Join(", ", expected.Except(found))}] and has besides [{string.Join(", ", found.Except(expected))}]"
            : spots.CountMatch(key, pattern) != expected.Count ? $"CountMatch under {key} says {spots.CountMatch(key, pattern)}, there are {expected.Count}"
            : null;
    }

    private static bool Holds(List<Clause> clauses, Entry<Spots.Key, Spots.Value> entry) => clauses.TrueForAll(clause => clause.Holds(entry.Key, entry.Value));

    private static string Difference(string operation, HashSet<Entry<Spots.Key, Spots.Value>> expected, IReadOnlyList<Entry<Spots.Key, Spots.Value>> found) =>
        $"{operation} lacks [{string.Join(", ", expected.Except(found))}] and has besides [{string.Join(", ", found.Except(expected))}]";

    private static List<Clause> Fewest(List<Clause> clauses, Func<List<Clause>, bool> fails)
    {
        for (var i = 0; i < clauses.Count;)
        {
            List<Clause> fewer = [.. clauses[..i], .. clauses[(i + 1)..]];
            (clauses, i) = fails(fewer) ? (fewer, 0) : (clauses, i + 1);
        }

        return clauses;
    }
}
