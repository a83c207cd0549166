namespace PgRegistry.Gate.Rows;

/// <summary>Selecting by an indexed member: the time is proportional to what is found, and does not depend on what else there is.</summary>
internal static class IndexRows
{
    private const int Matches = 256;

    // Proportional to n · log n would be 1.2. Some growth is the caches', which hold what 16 matches touch and not what 4,096 do.
    private const double Proportional = 1.15;
    private const double Constant = 0.1;

    private static readonly int[] Found = [16, 64, 256, 1024, 4096];
    private static readonly int[] Tables = [6_250, 12_500, 25_000, 50_000, 100_000];

    public static IEnumerable<Row> All()
    {
        yield return new Row
        {
            Name = "index-matches",
            Subject = "exponent of the growth of an indexed select with its matches, 16 to 4,096 of 100,000 entries",
            Unit = "exponent",
            BaselineName = "a Dictionary of lists",
            Baseline = RawByMatches,
            Measured = ByMatchesAsync,
            Limit = Proportional,
        };
        yield return new Row
        {
            Name = "index-entries",
            Subject = $"exponent of the growth of an indexed select of {Matches} with all entries, 6,250 to 100,000",
            Unit = "exponent",
            Measured = ByEntriesAsync,
            Limit = Constant,
        };
    }

    private static async Task<Sample> ByMatchesAsync(Effort effort, Random random)
    {
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        await using var scope = Open(node, random, Tables[^1], Found);
        return Growth.Exponent(effort, [.. Found.Select((size, group) => ((double)size, Found[^1] / size, Select(scope, group, size)))]);
    }

    private static Task<Sample> RawByMatches(Effort effort, Random random)
    {
        var groups = Members(random, Tables[^1], Found)
            .Select((group, i) => new RawEntry<Indexed.Value>(new Pid(Data.Node, 1), new Indexed.Value(group, i)))
            .GroupBy(entry => entry.Value.Group)
            .ToDictionary(group => group.Key, group => group.ToList());
        return Task.FromResult(Growth.Exponent(effort, [.. Found.Select((size, group) => ((double)size, Found[^1] / size, Read(groups, group)))]));

        static Action Read(Dictionary<int, List<RawEntry<Indexed.Value>>> groups, int group) => () =>
        {
            var found = new List<RawEntry<Indexed.Value>>();
            foreach (var entry in groups[group])
            {
                if (entry.Value.Group == group)
                {
                    found.Add(entry);
                }
            }

            var sum = 0;
            foreach (var entry in found)
            {
                sum += entry.Value.Group == group ? 1 : 0;
            }

            if (sum != groups[group].Count)
            {
                throw new InvalidOperationException("Not all were found.");
            }
        };
    }

    private static async Task<Sample> ByEntriesAsync(Effort effort, Random random)
    {
        var sizes = new List<(double Size, int Calls, Action Work)>();
        var nodes = new List<RegistryNode>();
        foreach (var size in Tables)
        {
            var node = await Data.StartNodeAsync().ConfigureAwait(false);
            nodes.Add(node);
            sizes.Add((size, 16, Select(Open(node, random, size, [Matches]), 0, Matches)));
        }

        var sample = Growth.Exponent(effort, sizes);
        nodes.ForEach(node => node.DisposeAsync().AsTask().Wait());
        return sample;
    }

    /// <summary>Groups of these sizes, spread over all entries; the rest has a group of its own.</summary>
    private static Indexed Open(RegistryNode node, Random random, int entries, int[] groups)
    {
        var scope = node.Open<Indexed>();
        var process = node.Spawn();
        var members = Members(random, entries, groups);
        for (var i = 0; i < members.Length; i++)
        {
            scope.Register(process, new Indexed.Key(i), new Indexed.Value(members[i], i));
        }

        return scope;
    }

    /// <summary>The group of each entry.</summary>
    private static int[] Members(Random random, int entries, int[] groups)
    {
        var members = groups.SelectMany((size, group) => Enumerable.Repeat(group, size)).ToArray();
        Array.Resize(ref members, entries);
        Array.Fill(members, -1, groups.Sum(), entries - groups.Sum());
        random.Shuffle(members);
        return members;
    }

    private static Action Select(Indexed scope, int group, int expected) => () =>
    {
        var sum = 0;
        foreach (var entry in scope.Select(value: new() { Group = group }))
        {
            sum += entry.Value.Group == group ? 1 : 0;
        }

        if (sum != expected)
        {
            throw new InvalidOperationException($"Found {sum}, not {expected}.");
        }
    };
}
