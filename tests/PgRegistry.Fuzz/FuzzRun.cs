using System.Diagnostics;
using System.Globalization;

namespace PgRegistry.Fuzz;

/// <summary>Tries samples on one target, and writes what came of it.</summary>
internal sealed class FuzzRun(IFuzzTarget target, TextWriter output, Watchdog watchdog)
{
    /// <summary>More findings are counted and not shown.</summary>
    private const int MostShown = 5;

    /// <summary>So many smaller inputs are tried for a finding.</summary>
    private const int MostSmaller = 2_000;

    private readonly Tally _tally = new();

    /// <summary>Tries samples from a seed on until there were that many inputs; returns the number of findings.</summary>
    public int Run(int firstSeed, long inputs)
    {
        var watch = Stopwatch.StartNew();
        var findings = 0;
        var seed = firstSeed;
        for (var samples = 0L; _tally.Inputs < inputs && samples < inputs; samples++, seed = seed == int.MaxValue ? 0 : seed + 1)
        {
            var sample = target.Make(new Random(seed));
            if (Try(sample, _tally, $"seed {Text(seed)}") is { } finding && ++findings <= MostShown)
            {
                Show(finding, $"{target.Name}, seed {Text(seed)}", sample);
            }
        }

        Report(seed - firstSeed, findings, watch.Elapsed);
        return findings;
    }

    /// <summary>Runs the bytes of a finding; returns 1 when there still is one.</summary>
    public int Replay(byte[] bytes)
    {
        if (Try(bytes, _tally, "replay") is { } finding)
        {
            output.WriteLine($"FINDING {target.Name}: {Line(finding)}");
            output.WriteLine(finding.InnerException);
            return 1;
        }

        output.WriteLine($"{target.Name}: nothing is wrong with these {Text(bytes.Length)} bytes: {Text(_tally.Inputs)} inputs, {Text(_tally.Accepted)} accepted");
        return 0;
    }

    private Finding? Try(byte[] sample, Tally tally, string place)
    {
        watchdog.Begin(() => $"FINDING {target.Name}, {place}, bytes {Convert.ToHexStringLower(sample)}");
        var finding = Finding.In(() => target.Run(sample, tally));
        watchdog.End();
        return finding;
    }

    private void Show(Finding finding, string place, byte[] sample)
    {
        var smaller = MakeSmaller(sample, finding.Kind);
        var both = smaller.Length < sample.Length ? $"smaller {Convert.ToHexStringLower(smaller)} of " : "";
        output.WriteLine($"FINDING {place}: {Line(finding)}: {both}bytes {Convert.ToHexStringLower(sample)}");
    }

    /// <summary>Leaves out of the bytes what can be left out.</summary>
    private byte[] MakeSmaller(byte[] sample, string kind)
    {
        var tries = 0;
        while (target.Smaller(sample).TakeWhile(_ => tries++ < MostSmaller).FirstOrDefault(smaller => Try(smaller, new Tally(), "made smaller")?.Kind == kind) is { } found)
        {
            sample = found;
        }

        return sample;
    }

    private void Report(long samples, int findings, TimeSpan elapsed)
    {
        output.WriteLine(
            $"{target.Name}: {Text(_tally.Inputs)} inputs in {Text(samples)} samples, {Text(_tally.Accepted)} accepted ({Text(_tally.Changing)} changed something), " +
            $"{Text(_tally.Refused)} refused, {Text(findings)} findings; largest allocation {Text(_tally.Largest.Bytes)} bytes for an input of {Text(_tally.Largest.InputLength)}; " +
            $"{Text((long)(_tally.Inputs / Math.Max(elapsed.TotalSeconds, 0.001)))} inputs/s");
        var shown = _tally.Refusals.Take(MostShown).Select(refusal => $"{Text(refusal.Count)} {refusal.Kind}").ToList();
        var others = _tally.Refusals.Skip(MostShown).Sum(refusal => refusal.Count);
        if (shown.Count > 0)
        {
            output.WriteLine($"  refused: {string.Join("; ", shown)}{(others > 0 ? $"; {Text(others)} for other reasons" : "")}");
        }
    }

    private static string Line(Finding finding) => finding.Message.ReplaceLineEndings(" ");

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
