using PgRegistry.Fuzz.Mutation;
using PgRegistry.Fuzz.Seeds;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Targets;

/// <summary>Whole sessions whose frames are lost, repeated, reordered, changed, mixed with others, or come on another connection.</summary>
internal sealed class SessionTarget : StageTarget
{
    private const int MostSteps = 200;

    private readonly Mutator _mutator = new([.. Plays.All.SelectMany(play => play.Frames.Select(item => item.Frame)).DistinctBy(Convert.ToHexString)]);

    public override string Name => "session";

    protected override IEnumerable<Step> MakeSteps(Random random)
    {
        var play = random.Of(Plays.All);
        var steps = play.StepsBefore(play.Frames.Count).ToList();
        for (var changes = random.Few(12); changes > 0; changes--)
        {
            Change(steps, random);
        }

        return steps;
    }

    private void Change(List<Step> steps, Random random)
    {
        var at = random.Next(steps.Count);
        var to = random.Next(steps.Count);
        var step = AsInput(steps[at]);
        switch (random.Next(12))
        {
            case 8:
                Rename(steps, random);
                break;
            case 0 when steps.Count > 1:
                steps.RemoveAt(at);
                break;
            case 1:
                steps.Insert(to, step);
                break;
            case 2:
                steps[at] = AsInput(steps[to]);
                steps[to] = step;
                break;
            case 3:
                steps[at] = step with { Connection = random.Next(4) };
                break;
            case 4:
                // From here on everything comes on another connection, where it may have to begin anew.
                var connection = random.Next(4);
                steps.InsertRange(at, steps.Take(random.Next(steps.Count + 1)).Select(one => AsInput(one) with { Connection = connection }).ToArray());
                break;
            case 5:
                var other = random.Of(Plays.All);
                var first = random.Next(other.Frames.Count);
                steps.InsertRange(at, Enumerable.Range(first, random.Next(1, other.Frames.Count - first + 1)).Select(i => AsInput(other.StepOf(i))).ToArray());
                break;
            default:
                var marks = random.OneIn(3) ? StepMarks.EndsIfRefused : StepMarks.None;
                steps[at] = step with { Frame = _mutator.Change(step.Frame, random), Marks = step.Marks | marks };
                break;
        }

        if (steps.Count > MostSteps)
        {
            steps.RemoveRange(MostSteps, steps.Count - MostSteps);
        }
    }

    /// <summary>The stranger's scope has another number in all that it says, also one that is none.</summary>
    private static void Rename(List<Step> steps, Random random)
    {
        var present = Raw.Of(random.Next(1, 5));
        var other = random.OneIn(2) ? Raw.Of(random.Next(0, 5)) : random.Of(Boundaries.Numbers);
        for (var i = 0; i < steps.Count; i++)
        {
            if (Node.TryParse(steps[i].Frame) is { } root && InstanceIn(root) is { } at && root.Children[at].Bytes.AsSpan().SequenceEqual(present))
            {
                root.Children[at] = new Node { Bytes = other };
                steps[i] = AsInput(steps[i]) with { Frame = root.Encode() };
            }
        }
    }

    /// <summary>Where in a frame the number of the sender's scope stands.</summary>
    private static int? InstanceIn(Node frame)
    {
        var at = frame.Children.Count == 0 ? 0 : (FrameKind?)Raw.ToNumber(frame.Children[0].Bytes) switch
        {
            FrameKind.Discover => 3,
            FrameKind.ScopeClosed or FrameKind.OpenScopes => 1,
            >= FrameKind.Delta and <= FrameKind.ApplyQuery => 2,
            _ => 0,
        };
        return at > 0 && at < frame.Children.Count ? at : null;
    }

    private static Step AsInput(Step step) => step with { Marks = step.Marks & ~StepMarks.Recorded };
}
