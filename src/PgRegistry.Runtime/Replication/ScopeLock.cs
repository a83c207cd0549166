namespace PgRegistry.Replication;

/// <summary>
/// The lock of one scope. It is held for microseconds; work that takes longer is cut into slices, and between two of them lets everybody go
/// first who waits: the runtime's lock is not fair, and who lets go of it and takes it again has it before anybody else is awake.
/// </summary>
/// <param name="mostSpins">
/// For how many turns of a thread who lets others in waits for them: some milliseconds on a machine that has time, and on one that has none as many times the
/// processor for others. Beyond it the runtime's own lock sees to it that nobody starves.
/// </param>
internal sealed class ScopeLock(int mostSpins = 10_000)
{
    private readonly Lock _lock = new();

    /// <summary>How many did not get the lock at once, and how many of these have had to wait no longer. Written by none who does get it.</summary>
    private int _arrived;

    private int _served;

    /// <summary>Whether somebody waits for it. For tests.</summary>
    public bool IsAwaited => Volatile.Read(ref _arrived) != Volatile.Read(ref _served);

    /// <summary>Takes the lock; disposing the result gives it back. Reentrant, as the runtime's.</summary>
    public Hold Enter()
    {
        if (!_lock.TryEnter())
        {
            Wait();
        }

        return new Hold(_lock, LockHolds.Begin());
    }

    /// <summary>
    /// For who had the lock and is about to take it again: returns once as many have had it as wait now, or soon. Never waits for anybody who does
    /// not wait for this lock, nor twice for the same, so who comes all the time holds nobody up for ever. Does nothing for who holds it still.
    /// </summary>
    public void LetOthersIn()
    {
        // A user's logger or equality, called under the lock, may come back to the scope.
        if (_lock.IsHeldByCurrentThread)
        {
            return;
        }

        var arrived = Volatile.Read(ref _arrived);
        var spin = default(SpinWait);
        while (Volatile.Read(ref _served) - arrived < 0 && spin.Count < mostSpins)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void Wait()
    {
        Interlocked.Increment(ref _arrived);
        try
        {
            _lock.Enter();
        }
        finally
        {
            // Also for a thread that was interrupted: it waits no longer.
            Interlocked.Increment(ref _served);
        }
    }

    /// <summary>The lock, held.</summary>
    public readonly ref struct Hold(Lock held, LockHolds.Mark mark)
    {
        public void Dispose()
        {
            LockHolds.End(mark);
            held.Exit();
        }
    }
}
