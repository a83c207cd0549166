namespace PgRegistry.Scaling;

/// <summary>What is measured together at each of some sizes.</summary>
/// <param name="SizeName">What the sizes count.</param>
/// <param name="Sizes">At least five.</param>
/// <param name="WarmUpSize">At which everything is compiled before it counts.</param>
/// <param name="Measure">Measures everything at a size once; costs by the names of the curves.</param>
/// <param name="Plots">What is shown of it.</param>
internal sealed record Study(string SizeName, int[] Sizes, int WarmUpSize, Func<int, Task<Dictionary<string, double>>> Measure, Plot[] Plots)
{
    public static int[] UpToAMillion { get; } = [100, 1000, 10_000, 100_000, 1_000_000];

    public IEnumerable<Curve> Curves => Plots.SelectMany(plot => plot.Curves);

    public bool Has(string plot) => Plots.Any(one => one.File == plot);

    public async Task RunAsync(TimeSpan warmUp, int rounds)
    {
        var begin = Cost.ProcessTime();
        do
        {
            await Measure(WarmUpSize).ConfigureAwait(false);
        }
        while (Cost.ProcessTime() - begin < warmUp);

        for (var round = 1; round <= rounds; round++)
        {
            foreach (var size in Sizes)
            {
                var found = await Measure(size).ConfigureAwait(false);
                foreach (var curve in Curves)
                {
                    curve.Add(size, found[curve.Name]);
                }

                await Console.Error.WriteLineAsync($"{size} {SizeName}, round {round} of {rounds}").ConfigureAwait(false);
            }
        }
    }
}
