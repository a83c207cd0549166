using Microsoft.Extensions.Logging;
using PgRegistry.Cluster;

namespace PgRegistry;

/// <summary>
/// A network within this process, for tests: nodes that are given it find each other, and exchange the same encoded bytes as over
/// TCP. Links can be cut, restored, replaced and lost; step by step, everything is decided by the seed.
/// </summary>
/// <remarks>Safe from any thread; in step-by-step mode only one thread may drive it.</remarks>
public sealed class InMemoryNetwork
{
    private readonly MemoryHub _hub;

    /// <summary>A network that delivers by itself, at once, in the order of sending.</summary>
    public InMemoryNetwork()
        : this(0, isStepped: false)
    {
    }

    private InMemoryNetwork(int seed, bool isStepped) => _hub = new MemoryHub(seed, isStepped);

    /// <summary>
    /// A network on which nothing happens but what <see cref="Step"/> and <see cref="Run"/> do. What happens next is drawn from the
    /// seed: links overtake each other, bytes stay on their way for long; on one link order is kept.
    /// </summary>
    public static InMemoryNetwork StepByStep(int seed) => new(seed, isStepped: true);

    /// <summary>Does one thing that can be done, drawn from the seed; false when nothing is left to do.</summary>
    /// <exception cref="InvalidOperationException">The network delivers by itself.</exception>
    public bool Step() => _hub.Step();

    /// <summary>Steps until nothing is left to do; returns the number of steps.</summary>
    /// <exception cref="InvalidOperationException">The network delivers by itself.</exception>
    public int Run()
    {
        var steps = 0;
        while (Step())
        {
            steps++;
        }

        return steps;
    }

    /// <summary>Cuts the link between two nodes, by name: what is on its way is lost, and there is no other until it is restored.</summary>
    public void Cut(string one, string other) => _hub.Cut(one, other);

    /// <summary>
    /// From now on nothing that one node sends to another arrives, and nobody is told: what is on its way waits. There is no new
    /// connection, and the present one lasts until the heartbeat time-out. Called both ways, it is a link that fell silent.
    /// </summary>
    public void Block(string from, string to) => _hub.Block(from, to);

    /// <summary>Ends <see cref="Cut"/> and <see cref="Block"/>, in both directions: what waited arrives, and two nodes without a link connect.</summary>
    public void Restore(string one, string other) => _hub.Restore(one, other);

    /// <summary>Loses the present connection of two nodes, with what is on its way; they connect again.</summary>
    public void Drop(string one, string other) => _hub.Drop(one, other);

    /// <summary>Holds back what is sent on the present connections of two nodes, both ways, until <see cref="Resume"/>: a slow link.</summary>
    public void Pause(string one, string other) => _hub.Pause(one, other, isPaused: true);

    /// <summary>Lets what <see cref="Pause"/> held back arrive.</summary>
    public void Resume(string one, string other) => _hub.Pause(one, other, isPaused: false);

    /// <summary>Makes another connection between two nodes beside the present one, which it replaces.</summary>
    public void Replace(string one, string other)
    {
        // Had the smaller name dialled, which chooses, it would find its own connection superfluous.
        var isInOrder = string.CompareOrdinal(one, other) > 0;
        _hub.Connect(isInOrder ? one : other, isInOrder ? other : one);
    }

    /// <summary>Lets neither end send, as if the other one read nothing and all buffers were full; messages queue up to their bound, cursors fall behind.</summary>
    public void Stall(string one, string other) => _hub.Stall(one, other, isStalled: true);

    /// <summary>Lets a stalled link send again.</summary>
    public void Unstall(string one, string other) => _hub.Stall(one, other, isStalled: false);

    /// <summary>Takes a Delta out of what is on its way between two nodes, as no real network does: whether a gap is noticed. False when there is none.</summary>
    internal bool LoseDelta(string one, string other) => _hub.LoseDelta(one, other);

    /// <summary>Loses the present connection, of which one node knows at once, and the other one after <see cref="Resume"/>.</summary>
    internal void DropUnseen(string knowing, string other) => _hub.DropUnseen(knowing, other);

    /// <summary>Takes away this very node, of several that claim its name.</summary>
    internal void Crash(RegistryNode node) => _hub.Crash(node.Id);

    /// <summary>Whether two nodes take the same connection for their link.</summary>
    internal bool AgreeOnLink(NodeId one, NodeId other) => _hub.AgreeOnLink(one, other);

    internal MemoryCounts Counts => _hub.Counts;

    /// <summary>One node dials another, which it has a link to perhaps.</summary>
    internal void Dial(string one, string other) => _hub.Connect(one, other);

    /// <summary>Takes a node off the network as if its machine had lost power: no Goodbye, nothing sent any more.</summary>
    public void Crash(string name) => _hub.Crash(name);

    /// <summary>How many bytes were sent so far, on all links; for tests of what something costs.</summary>
    public long BytesSent => _hub.BytesSent;

    internal ulong Digest => _hub.Digest;

    internal ulong? NextIncarnation() => _hub.NextIncarnation();

    internal INodeNetwork Join(RegistryNodeOptions options, NodeId self, ILogger logger) => new MemoryNode(_hub, options, self, logger);
}
