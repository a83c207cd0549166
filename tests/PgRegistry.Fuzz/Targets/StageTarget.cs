using PgRegistry.Fuzz.Seeds;
using PgRegistry.Fuzz.Stages;

namespace PgRegistry.Fuzz.Targets;

/// <summary>Sessions with a real node.</summary>
internal abstract class StageTarget : IFuzzTarget, IDisposable
{
    /// <summary>Then the stage is made anew, so that nothing of thousands of strangers adds up.</summary>
    private const int SessionsOnStage = 2_000;

    private Stage? _stage;
    private int _sessions;

    public abstract string Name { get; }

    /// <summary>Hands a frame to the node; replaced by one that does wrong, to show that this is noticed.</summary>
    public Action<Stage, StrangerConnection, byte[]> Receive { get; init; } = static (_, connection, frame) => connection.Receive(frame);

    public byte[] Make(Random random) => Step.Write(MakeSteps(random));

    public void Run(ReadOnlySpan<byte> bytes, Tally tally)
    {
        var steps = Step.Read(bytes);
        if (_stage is null || ++_sessions % SessionsOnStage == 0)
        {
            Dispose();
            _stage = new Stage();
        }

        try
        {
            // Every stranger is somebody else: who has said Goodbye does not come back.
            new SessionRun(_stage, incarnation: 2 * (ulong)(_sessions + 1), tally, Receive).Run(steps);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IEnumerable<byte[]> Smaller(byte[] bytes) => Step.Smaller(bytes);

    public void Dispose()
    {
        _stage?.Dispose();
        _stage = null;
    }

    protected abstract IEnumerable<Step> MakeSteps(Random random);
}
