namespace PgRegistry.Cluster;

/// <summary>
/// Has the connections of a node send what was written. One thread at a time goes round them, again and again as long as there is something:
/// who writes meanwhile only leaves a mark, and what he wrote goes out with the next round, to each peer as one.
/// </summary>
/// <remarks>
/// A thread of the pool for each connection, and a call to the pool for every change that came after the last look, had a writer at 100 peers pay as much for waking
/// threads as for his changes (bursts of 512 at 100 peers: 390 → 210 ns each; row <c>peers-100</c>). The other side of it: all wait for the one thread, some 5 µs for each peer.
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

    /// <summary>After so many rounds whoever else waits for a thread of the pool comes first.</summary>
    private const int MostRounds = 64;

    /// <summary>
    /// After so long without output, what comes is alone: the writer sends it himself, which spares the change to a thread of the pool, half of the
    /// way to the peer's subscriber (row <c>join-to-monitor</c>). What comes sooner is one of many: the pool sends them together, and the
    /// writer goes on.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMicroseconds(100);

    private volatile TcpConnection[] _connections = [];
    private int _state;
    private int _isWakeDue;
    private long _lastOutput;

    /// <summary>Replaced as a whole, by one thread at a time. A connection looks for output itself when it comes up.</summary>
    public TcpConnection[] Connections
    {
        get => _connections;
        set => _connections = value;
    }

    /// <summary>There is something to send that may take long, such as a sync: each connection is on its own. Safe under locks.</summary>
    public void WakeAll()
    {
        if (_connections.Length > 0 && Interlocked.Exchange(ref _isWakeDue, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static fanOut => fanOut.WakeEach(), this, preferLocal: false);
        }
    }

    /// <summary>Called by a writer, who holds no lock, for every change: so it does as little as possible.</summary>
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
        var isInterrupted = false;
        if (!IsDoneAfterRound(isWriter: true, ref isInterrupted) && !IsDoneAfterRound(isWriter: true, ref isInterrupted))
        {
            Queue();
        }

        if (isInterrupted)
        {
            // It was meant for what the writer does next.
            Thread.CurrentThread.Interrupt();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var isInterrupted = false;
        for (var rounds = 0; rounds < MostRounds; rounds++)
        {
            if (IsDoneAfterRound(isWriter: false, ref isInterrupted))
            {
                return;
            }
        }

        Queue();
    }

    private void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private bool IsDoneAfterRound(bool isWriter, ref bool isInterrupted)
    {
        // Everything that was marked until now is seen by this round: the exchange is the fence.
        Interlocked.Exchange(ref _state, Busy);
        var hasSent = false;
        var connections = _connections;
        foreach (var connection in connections)
        {
            hasSent |= connection.SendOnce(isOnly: !isWriter && connections.Length == 1, ref isInterrupted);
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

    private void WakeEach()
    {
        Interlocked.Exchange(ref _isWakeDue, 0);
        foreach (var connection in _connections)
        {
            connection.Wake();
        }
    }
}
