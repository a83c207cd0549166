using PgRegistry.Fuzz.Oracles;
using PgRegistry.Fuzz.Seeds;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Stages;

/// <summary>
/// Hands a session to the node of a stage, frame by frame, and compares what the node shows before and after: a refused frame changes
/// nothing, no frame changes what others own, and when the strangers are gone all is as it was.
/// </summary>
/// <param name="stage">Where it happens.</param>
/// <param name="incarnation">Tells this session's strangers from those before.</param>
/// <param name="tally">Is told what became of the frames.</param>
/// <param name="receive">Hands a frame to the node; something else only where it is shown that a fault would be noticed.</param>
internal sealed class SessionRun(Stage stage, ulong incarnation, Tally tally, Action<Stage, StrangerConnection, byte[]> receive)
{
    /// <summary>
    /// An exception with its text and trace; a chunk of a large group; the root of the slots, which grows to 32 KiB in steps. Then for
    /// each byte: a record of eight bytes makes an operation in a list that doubles, an entry, a version of a group, places in tables,
    /// and a page of slots with the group that it is in.
    /// </summary>
    private static readonly Allocation Limit = new(Base: 96 << 10, PerByte: 512);

    private readonly StrangerConnection?[] _connections = new StrangerConnection?[4];
    private ViewPrint[] _views = [.. stage.Views];

    public void Run(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            if (ConnectionOf(step.Connection) is { IsEnded: false } connection)
            {
                Take(connection, step);
            }
        }

        Array.ForEach(_connections, connection => connection?.End("the session has ended"));
        stage.EmptyInbox();
        CheckStrangersAreGone();
    }

    private StrangerConnection? ConnectionOf(int number)
    {
        if (number >= _connections.Length)
        {
            return null;
        }

        var name = number == 3 ? Stage.LargerStranger : Stage.SmallerStranger;
        return _connections[number] ??= new StrangerConnection(stage.Node, new NodeId(name, incarnation + (number == 2 ? 1ul : 0)));
    }

    private void Take(StrangerConnection connection, Step step)
    {
        string? refusal = null;
        var learned = stage.Network.Learned;
        var allocated = Allocation.Of(() =>
        {
            try
            {
                receive(stage, connection, step.Frame);
            }
            catch (WireFormatException malformed)
            {
                refusal = malformed.Message;
            }
        });
        var hasChanged = Compare(refusal);
        if (refusal is not null && stage.Network.Learned != learned)
        {
            throw new Finding("a refused frame", $"it has told {stage.Network.Learned - learned} addresses, and was refused: {refusal}");
        }

        Limit.Check(allocated, step.Frame.Length);
        if (refusal is not null && step.Marks.HasFlag(StepMarks.EndsIfRefused))
        {
            EndRefused(connection, refusal);
        }

        if (step.Marks.HasFlag(StepMarks.Answered))
        {
            connection.Drain();
        }

        if (!step.Marks.HasFlag(StepMarks.Recorded))
        {
            Count(step, refusal, hasChanged, allocated);
        }
    }

    private void Count(Step step, string? refusal, bool hasChanged, long allocated)
    {
        tally.Allocated(allocated, step.Frame.Length);
        if (refusal is null)
        {
            tally.Accept(hasChanged);
        }
        else
        {
            tally.Refuse(refusal);
        }
    }

    /// <summary>True when the frame has changed a view, which only one that was accepted may do.</summary>
    private bool Compare(string? refusal)
    {
        var hasChanged = false;
        for (var i = 0; i < _views.Length; i++)
        {
            var scope = stage.Scopes[i];
            var (all, others) = scope.Look();
            if (others != stage.Views[i])
            {
                throw new Finding("others' entries", $"a stranger's frame has changed entries of others in {scope.Name} (invariant 3)");
            }

            if (all == _views[i])
            {
                continue;
            }

            if (refusal is not null)
            {
                throw new Finding("a refused frame", $"it has changed {scope.Name}, and was refused: {refusal}");
            }

            CheckView(scope);
            _views[i] = all;
            hasChanged = true;
        }

        if (stage.Log.Error is { } error)
        {
            throw new Finding("an error was logged", error);
        }

        return hasChanged;
    }

    /// <summary>What a network does with a connection on which something malformed came: it ends, and this is logged with the reason.</summary>
    private void EndRefused(StrangerConnection connection, string refusal)
    {
        var isLink = connection.IsLink;
        var reason = $"a malformed frame: {refusal}";
        stage.Log.Take();
        connection.End(reason);
        var warnings = stage.Log.Take();
        if (isLink && (warnings.Count != 1 || !warnings[0].Contains("a malformed frame", StringComparison.Ordinal)))
        {
            throw new Finding("an unlogged end", $"the link ended with {warnings.Count} warnings: {string.Join("; ", warnings)}");
        }

        _views = [.. stage.Scopes.Select(scope => scope.Look().All)];
        stage.Scopes.ToList().ForEach(CheckView);
    }

    private void CheckStrangersAreGone()
    {
        for (var i = 0; i < _views.Length; i++)
        {
            if (stage.Scopes[i].Look().All != stage.Views[i])
            {
                throw new Finding("left behind", $"{stage.Scopes[i].Name} is not what it was before the strangers came");
            }

            CheckView(stage.Scopes[i]);
        }

        if (stage.Node.Peers.FirstOrDefault(Stage.IsStranger) is { } peer)
        {
            throw new Finding("left behind", $"{peer} is still a peer after its connections have ended");
        }

        stage.CheckBystander();
        stage.Log.Take();
    }

    private static void CheckView(IWatchedScope scope)
    {
        if (scope.Problem() is { } problem)
        {
            throw new Finding("a view that does not hold", $"{scope.Name}: {problem}");
        }
    }
}
