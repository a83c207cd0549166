using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using TestResult = FsCheck.TestResult;

namespace PgRegistry.Tests.Model;

/// <summary>Draws cases with FsCheck, runs them, and tells of the smallest that fails.</summary>
/// <remarks>
/// The cases of an ordinary run are always the same, so that a failure comes from the change in hand; whoever asks for another
/// number of them (PGREGISTRY_MODEL_CASES) gets others each time. PGREGISTRY_MODEL_SEED, as a failure prints it, runs that one again.
/// </remarks>
internal static class ModelCheck
{
    private const int OrdinaryCases = 1500;
    private const int SampledCases = 75;
    private const ulong OrdinarySeed = 1;
    private const string CasesVariable = "PGREGISTRY_MODEL_CASES";
    private const string SeedVariable = "PGREGISTRY_MODEL_SEED";

    public static void Run(KeyMode mode)
    {
        var recorder = new Recorder();
        Check.One(ConfigFromEnvironment().WithRunner(recorder), Prop.ForAll(ModelCase.Arbitrary(mode), one => one.Run().Problem is null));
        if (recorder.Result is TestResult.Failed failed)
        {
            Assert.Fail(Describe(failed));
        }
    }

    /// <summary>Operations that never find anything to do would prove nothing.</summary>
    public static void MeetsEverything(KeyMode mode)
    {
        var counts = new Dictionary<string, int>();
        foreach (var one in ModelCase.Arbitrary(mode).Generator.Sample(SampledCases, new Rnd(OrdinarySeed), 0))
        {
            foreach (var (what, count) in one.Run().Counts)
            {
                counts[what] = counts.GetValueOrDefault(what) + count;
            }
        }

        foreach (var what in OperationKind.All.Select(kind => kind.Name).Concat([WatchedMonitor.Resyncs, World.ReplacedStandingStill, World.WentOn]))
        {
            Assert.True(counts.GetValueOrDefault(what) >= SampledCases / 15, $"{what}: {counts.GetValueOrDefault(what)} times");
        }

        Assert.True(counts[WatchedMonitor.ChangesRead] >= SampledCases * 10, $"{counts[WatchedMonitor.ChangesRead]} changes were read");
    }

    private static Config ConfigFromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed)
        {
            return Config.Quick.WithReplay(ReplayOf(seed));
        }

        return Environment.GetEnvironmentVariable(CasesVariable) is { Length: > 0 } cases
            ? Config.Quick.WithMaxTest(int.Parse(cases, CultureInfo.InvariantCulture))
            : Config.Quick.WithMaxTest(OrdinaryCases).WithReplay(new Replay(new Rnd(OrdinarySeed), FSharpOption<int>.None));
    }

    private static string Describe(TestResult.Failed failed)
    {
        var found = (ModelCase)failed.Item2.Head;
        var shrunk = (ModelCase)failed.Item3.Head;
        var world = shrunk.Run();
        var steps = world.Trace.Select((step, index) => $"  {index + 1}. {step}");
        return $"""
            The runtime differs from the model. Of {found.Operations.Length} operations on {found.Nodes} nodes, {failed.Item1.NumberOfShrinks} times shrunk, these are left:
            {shrunk.Mode} keys, {shrunk.Nodes} nodes{(shrunk.IsWatched ? ", watched" : "")}{(shrunk.IsForgetful ? ", forgetful" : "")}, network seed {shrunk.NetworkSeed}
            {string.Join("\n", steps)}
            {world.Problem ?? "The shrunk case passes when it is run again: something is not decided by the case alone."}
            To run this one again, with --filter-class "*{shrunk.Mode}ModelTests": {SeedVariable}={failed.Item6.Seed},{failed.Item6.Gamma},{failed.Item7}
            """;
    }

    /// <summary>Seed, gamma and size, as FsCheck calls them.</summary>
    private static Replay ReplayOf(string text)
    {
        var numbers = text.Split(',');
        return new Replay(
            new Rnd(ulong.Parse(numbers[0], CultureInfo.InvariantCulture), ulong.Parse(numbers[1], CultureInfo.InvariantCulture)),
            FSharpOption<int>.Some(int.Parse(numbers[2], CultureInfo.InvariantCulture)));
    }

    private sealed class Recorder : IRunner
    {
        public TestResult? Result { get; private set; }

        public void OnStartFixture(Type fixture)
        {
        }

        public void OnArguments(int test, FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult result) => Result = result;
    }
}
