using PgRegistry.Fuzz.Mutation;
using PgRegistry.Fuzz.Seeds;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Targets;

/// <summary>
/// Frames of one kind, at a place where a real node said such a frame: changed ones, made ones, and then what followed in truth.
/// </summary>
internal sealed class FrameTarget(FrameKind kind) : StageTarget
{
    private const int MostInputs = 24;

    private readonly (Play Play, int Index)[] _places =
        [.. Plays.All.SelectMany(play => Enumerable.Range(0, play.Frames.Count).Where(i => play.KindOf(i) == kind).Select(i => (play, i)))];

    private readonly Mutator _mutator = new([.. Plays.All.SelectMany(play => play.Frames.Select(item => item.Frame)).DistinctBy(Convert.ToHexString)]);

    public override string Name { get; } = NameOf(kind);

    public static string NameOf(FrameKind kind) => kind.ToString().ToLowerInvariant();

    protected override IEnumerable<Step> MakeSteps(Random random)
    {
        var (play, index) = random.Of(_places);
        var (connection, frame) = play.Frames[index];

        // Where such a frame was said, or anywhere else.
        var at = random.OneIn(3) ? random.Next(1, play.Frames.Count + 1) : index;
        var logs = FrameMaker.Makes(kind) && random.OneIn(2) ? StrangerLog.Before(play, at) : [];
        var steps = play.StepsBefore(at).ToList();
        for (var left = random.Next(1, MostInputs + 1); left > 0; left--)
        {
            var marks = (random.OneIn(40) ? StepMarks.EndsIfRefused : StepMarks.None) | (random.OneIn(10) ? StepMarks.Answered : StepMarks.None);
            steps.Add(new Step(random.OneIn(50) ? random.Next(4) : connection, marks, MakeInput(frame, logs, random)));
        }

        steps.AddRange(Enumerable.Range(at, Math.Min(4, play.Frames.Count - at)).Select(play.StepOf));
        return steps;
    }

    private byte[] MakeInput(byte[] frame, IReadOnlyList<StrangerLog> logs, Random random)
    {
        if (kind == FrameKind.Discover && random.OneIn(2))
        {
            return DiscoverMaker.Make(frame, random);
        }

        if (logs.Count == 0)
        {
            return _mutator.Change(frame, random);
        }

        // Mostly of this kind; a sync needs its other frames as well.
        var other = random.OneIn(3) ? random.Of([FrameKind.Delta, FrameKind.SyncBegin, FrameKind.SyncChunk, FrameKind.SyncEnd]) : kind;
        var made = FrameMaker.Make(other, random.Of(logs), random);
        return random.OneIn(8) ? _mutator.Change(made, random) : made;
    }
}
