namespace PgRegistry.Cluster;

/// <summary>
/// Has the connections of a node send what there is to send. One thread at a time goes round them, again and again as long as there is something:
/// who writes meanwhile only leaves a mark, and what he wrote goes out with the next round, to each peer as one.
/// </summary>
/// <remarks>
/// A thread of the pool for each connection, and a call to the pool for every change that came after the last look, had a writer at 100 peers pay more for waking
/// threads than for his changes (row <c>peers-100</c>).
/// </remarks>
internal sealed class TcpFanOut(TimeProvider time) : IThreadPoolWorkItem
{
    /// <summary>Nobody goes round.</summary>
    private const int Quiet = 0;

    /// <summary>Somebody does.</summary>
    private const int Busy = 1;

    /// <summary>Somebody does, or is about to, and has to go round once more.</summary>
    private const int Again = 2;

    /// <summary>
    /// To more peers than this the writer does not send himself: each is a call of the operating system, of some 5 µs.
    /// </summary>
    private const int SentByWriter = 4;

    /// <summary>
    /// After so long without output, what comes is alone: the writer sends it himself, which spares the change to a thread of the pool, half of the
    /// way to the peer's subscriber (row <c>join-to-monitor</c>). What comes sooner is one of many: the pool sends them together, and the
    /// writer goes on.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMicroseconds(100);

    private volatile TcpConnection[] _connections = [];
    private int _state;
    private long _lastOutput;

    /// <summary>Replaced as a whole, by one thread at a time. A connection looks for output itself when it comes up.</summary>
    public TcpConnection[] Connections
    {
        get => _connections;
        set => _connections = value;
    }

    /// <summary>There is something to send; it is only noted, or the pool called. Safe under locks.</summary>
    public void Wake()
    {
        if (_connections.Length > 0 && Interlocked.Exchange(ref _state, Again) == Quiet)
        {
            Queue();
        }
    }

    /// <summary>The same, by a writer who holds no lock. Called for every change, so it does as little as possible.</summary>
    public void Written()
    {
        if (_connections.Length == 0 || Interlocked.Exchange(ref _state, Again) != Quiet)
        {
            return;
        }

        if (_connections.Length > SentByWriter || time.GetElapsedTime(Volatile.Read(ref _lastOutput)) <= Pause)
        {
            Queue();
            return;
        }

        // The second round finds nothing, as a rule.
        if (!IsDoneAfterRound() && !IsDoneAfterRound())
        {
            Queue();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (!IsDoneAfterRound())
        {
        }
    }

    private void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private bool IsDoneAfterRound()
    {
        // Everything that was marked until now is seen by this round: the exchange is the fence.
        Interlocked.Exchange(ref _state, Busy);
        var hasSent = false;
        var connections = _connections;
        foreach (var connection in connections)
        {
            hasSent |= connection.SendOnce(isOnly: connections.Length == 1);
        }

        if (hasSent)
        {
            // Only who finds nothing more may go.
            Volatile.Write(ref _state, Again);
            return false;
        }

        Volatile.Write(ref _lastOutput, time.GetTimestamp());
        return Interlocked.CompareExchange(ref _state, Quiet, Busy) == Busy;
    }
}
