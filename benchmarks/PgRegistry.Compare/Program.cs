namespace PgRegistry.Compare;

/// <summary>Our side of <c>benchmarks/compare</c>, and the table that it prints of both sides' lines.</summary>
internal static class Program
{
    private const int CalledWrongly = 2;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["measure"]:
                await Ours.MeasureAsync().ConfigureAwait(false);
                return 0;
            case ["table", var file]:
                Console.Write(Table.Of(await File.ReadAllLinesAsync(file).ConfigureAwait(false)));
                return 0;
            default:
                await Console.Error.WriteLineAsync("measure: does our side of the work and prints nanoseconds. table FILE: prints a table of what was collected. Called by benchmarks/compare.").ConfigureAwait(false);
                return CalledWrongly;
        }
    }
}
