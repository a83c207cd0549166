using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ClusterSample;

/// <summary>The job time and again, each time with another seed, as processes of its own, whose end is looked at from outside.</summary>
internal static partial class Soak
{
    /// <summary>A job takes seconds; what takes so long hangs.</summary>
    private static readonly TimeSpan s_hangs = TimeSpan.FromSeconds(120);

    /// <summary>Workers end by themselves when their coordinator has; they need a moment.</summary>
    private static readonly TimeSpan s_workersEnd = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(Arguments arguments, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var runs = new List<Run>();
        var firstSeed = arguments.Seed ?? Random.Shared.Next(1_000_000);
        try
        {
            for (var i = 0; i < arguments.Repeat; i++)
            {
                var run = await RunOnceAsync(arguments, unchecked(firstSeed + i) & int.MaxValue, time, cancellationToken);
                runs.Add(run);
                output.WriteLine($"{i + 1,4}/{arguments.Repeat}  {run}");
                if (!run.IsGood)
                {
                    output.WriteLine(run.Output);
                }
            }
        }
        catch (OperationCanceledException)
        {
            output.WriteLine("told to end");
        }

        if (runs.Count == 0)
        {
            return ExitCodes.Failed;
        }

        var times = runs.Select(run => run.Milliseconds).Order().ToList();
        var noticed = runs.SelectMany(run => run.Noticed).Order().ToList();
        output.WriteLine();
        output.WriteLine($"{runs.Count} runs: {runs.Count(run => run.IsGood)} good, {runs.Count(run => run.HasHung)} hung, "
            + $"{runs.Count(run => !run.HasHung && run.ExitCode != 0)} failed or miscounted, {runs.Sum(run => run.LeftBehind)} processes left behind");
        output.WriteLine($"a run took {times[0]} to {times[^1]} ms, median {times[times.Count / 2]} ms");
        if (noticed.Count > 0)
        {
            output.WriteLine($"{noticed.Count} workers were killed while registered; the coordinator knew {noticed[0]} to {noticed[^1]} ms later, median {noticed[noticed.Count / 2]} ms");
        }

        return runs.Count == arguments.Repeat && runs.TrueForAll(run => run.IsGood) ? ExitCodes.Equal : ExitCodes.Failed;
    }

    private static async Task<Run> RunOnceAsync(Arguments arguments, int seed, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var job = Process.Start(ThisProgram.With(arguments.ToJob(seed), start =>
        {
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
        }))!;
        var output = job.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var hasHung = false;
        using var patience = new CancellationTokenSource(s_hangs, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await job.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Its workers hold the output open, so all have to go before it can be read to the end.
            job.Kill(entireProcessTree: true);
            await job.WaitForExitAsync(CancellationToken.None).WaitAsync(s_workersEnd, time, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            hasHung = true;
        }

        var took = (long)time.GetElapsedTime(began).TotalMilliseconds;
        var text = await output.WaitAsync(s_workersEnd, time, CancellationToken.None);
        var workers = WorkerStarted().Matches(text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        return new Run(seed, job.ExitCode, hasHung, took, workers.Count(IsRunning), text);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"started, pid (\d+)")]
    private static partial Regex WorkerStarted();

    [GeneratedRegex(@"is killed \(SIGKILL\)")]
    private static partial Regex Killed();

    [GeneratedRegex(@"(\d+) ms after it was killed")]
    private static partial Regex KillNoticed();

    private sealed record Run(int Seed, int ExitCode, bool HasHung, long Milliseconds, int LeftBehind, string Output)
    {
        public bool IsGood => ExitCode == ExitCodes.Equal && !HasHung && LeftBehind == 0;

        public IEnumerable<long> Noticed => KillNoticed().Matches(Live).Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

        /// <summary>What was said while it ran; the timeline at the end says it again.</summary>
        private string Live => Output.IndexOf("\nTimeline", StringComparison.Ordinal) is >= 0 and var end ? Output[..end] : Output;

        public override string ToString() =>
            $"seed {Seed}: {(HasHung ? "HUNG" : ExitCode == 0 ? "equal" : $"exit code {ExitCode}")}, {Milliseconds} ms, {Killed().Count(Live)} killed"
            + (LeftBehind > 0 ? $", {LeftBehind} LEFT BEHIND" : "");
    }
}
