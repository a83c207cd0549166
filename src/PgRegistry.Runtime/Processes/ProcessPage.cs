using System.Numerics;

namespace PgRegistry.Processes;

/// <summary>
/// What a node keeps of 64 processes with consecutive serial numbers: two bits each. The objects that users hold refer to their page, and
/// not the other way round.
/// </summary>
/// <remarks>
/// Its own monitor guards how its processes end, and which scopes they are attached to.
/// A process costs its node a third of a byte, and one that outlives the 63 beside it about 130; an object for each, with a lock, a list and
/// its place in a dictionary, cost 268 (rows <c>bytes-own-processes</c>: 489 → 222 bytes an entry, <c>bytes-shared-processes</c>: 442 → 175).
/// Who holds a process's object pays 48 bytes for it. The node need not hold it: what ends a process (who disposes it, its task, token or
/// owner) refers to the object, and the node ends it by its number.
/// </remarks>
internal sealed class ProcessPage(ProcessTable table, ulong number)
{
    /// <summary>A serial number, shifted to the right by this, is the number of its page.</summary>
    public const int Shift = 6;

    private const ulong All = ulong.MaxValue;

    private ulong _alive;

    /// <summary>Those that ended and of which nothing is left. 0 is nobody's serial number.</summary>
    private ulong _gone = number == 0 ? 1UL : 0;

    public ulong Number { get; } = number;

    public ProcessTable Table { get; } = table;

    public bool IsAlive(ulong serial) => (Volatile.Read(ref _alive) & BitOf(serial)) != 0;

    public void Begin(ulong serial) => Interlocked.Or(ref _alive, BitOf(serial));

    /// <summary>From now on it is not alive; false when nothing is left to do, since it is gone.</summary>
    public bool TryBeginEnd(ulong serial)
    {
        lock (this)
        {
            // Interlocked, since processes begin without the lock.
            Interlocked.And(ref _alive, ~BitOf(serial));
            return (_gone & BitOf(serial)) == 0;
        }
    }

    /// <summary>Every scope has been told of the end. The page is forgotten with the last of its processes.</summary>
    public void CompleteEnd(ulong serial)
    {
        CancellationTokenSource? ended;
        lock (this)
        {
            if ((_gone & BitOf(serial)) != 0)
            {
                return;
            }

            _gone |= BitOf(serial);
            ended = Table.TakeEnded(serial);
            if (_gone == All)
            {
                Table.Forget(this);
            }
        }

        // Callbacks of users run elsewhere: what they throw or wait for is not the concern of who ends the process.
        _ = ended?.CancelAsync();
    }

    public CancellationToken Ended(ulong serial)
    {
        lock (this)
        {
            return (_gone & BitOf(serial)) == 0 ? Table.MakeEnded(serial) : new CancellationToken(canceled: true);
        }
    }

    /// <summary>The serial numbers of those that are alive now.</summary>
    public IEnumerable<ulong> Alive()
    {
        var alive = Volatile.Read(ref _alive);
        while (alive != 0)
        {
            yield return (Number << Shift) | (uint)BitOperations.TrailingZeroCount(alive);
            alive &= alive - 1;
        }
    }

    private static ulong BitOf(ulong serial) => 1UL << (int)(serial & ((1 << Shift) - 1));
}
