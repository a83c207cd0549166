using PgRegistry.Conformance.Replay;
using PgRegistry.Conformance.Traces;

namespace PgRegistry.Conformance;

/// <summary>Replays files of traces; <see cref="ReplayArguments"/> says how it is called.</summary>
internal static class ReplayProgram
{
    private const int Same = 0;
    private const int Different = 1;
    private const int NothingCompared = 2;

    public static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error);

    /// <returns>0 when the library did what was recorded, 1 when it differed, 2 when the files cannot be replayed, or none was asked for.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        if (ReplayArguments.Parse(args, out var problemWithArgs) is not { } arguments)
        {
            await errors.WriteLineAsync($"{problemWithArgs}\n{ReplayArguments.Usage}".TrimStart());
            return NothingCompared;
        }

        var report = new Report(output);
        try
        {
            foreach (var trace in arguments.Files.SelectMany(Trace.ReadAll))
            {
                report.Add(trace, await TraceReplay.RunAsync(trace, arguments.IsTcp));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await errors.WriteLineAsync(problem.Message);
            return NothingCompared;
        }

        report.Finish();
        return report.TraceCount == 0 ? NothingCompared : report.DifferenceCount > 0 ? Different : Same;
    }
}
