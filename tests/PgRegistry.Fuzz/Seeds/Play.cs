using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>What a real node said to that of a stage, frame by frame, and on which of its connections.</summary>
internal sealed record Play(string Name, IReadOnlyList<(int Connection, byte[] Frame)> Frames)
{
    public FrameKind KindOf(int index) => (FrameKind)Frames[index].Frame[1];

    /// <summary>The frame as it was recorded; the node answers what asks for an answer.</summary>
    public Step StepOf(int index) => new(Frames[index].Connection, AnswerMark(KindOf(index)) | StepMarks.Recorded, Frames[index].Frame);

    public IEnumerable<Step> StepsBefore(int index) => Enumerable.Range(0, index).Select(StepOf);

    public static StepMarks AnswerMark(FrameKind kind) =>
        kind is FrameKind.Use or FrameKind.Discover or FrameKind.SyncEnd or FrameKind.ApplyQuery ? StepMarks.Answered : StepMarks.None;
}
