using System.Globalization;

namespace PgRegistry.Compare;

/// <summary>Our side of <c>benchmarks/compare</c>, and the table that it prints of all sides' lines.</summary>
internal static class Program
{
    private const int Incomplete = 1;
    private const int CalledWrongly = 2;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["measure"]:
                await Ours.MeasureAsync().ConfigureAwait(false);
                return 0;
            case ["table", var file, var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var rounds) && rounds > 0:
                return await PrintTableAsync(file, rounds).ConfigureAwait(false);
            default:
                await Console.Error.WriteLineAsync("measure: does our side of the work and prints nanoseconds. table FILE ROUNDS: prints a table of what was collected in so many rounds. Called by benchmarks/compare.").ConfigureAwait(false);
                return CalledWrongly;
        }
    }

    private static async Task<int> PrintTableAsync(string file, int rounds)
    {
        try
        {
            Console.Write(Table.Of(await File.ReadAllLinesAsync(file).ConfigureAwait(false), rounds));
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return Incomplete;
        }
    }
}
