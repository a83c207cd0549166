using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Processes;

/// <summary>
/// The living processes of this node. They live until they end, whoever refers to their objects; see <see cref="ProcessPage"/>.
/// </summary>
internal sealed class ProcessTable(NodeId node, Action<Pid> leaked)
{
    private readonly ConcurrentDictionary<ulong, ProcessPage> _pages = new();

    /// <summary>What is cancelled when a process ends, for those that were asked for it: here, so that it is whoever keeps the process.</summary>
    private readonly ConcurrentDictionary<ulong, CancellationTokenSource> _ended = new();
    private readonly ConditionalWeakTable<object, OwnerWatch> _owners = [];
    private readonly Lock _scopesLock = new();
    private ProcessTie[] _scopes = [];
    private ProcessPage? _newest;
    private ulong _lastSerial;
    private volatile bool _isClosed;

    /// <summary>What the process says of itself: whoever has seen that one ended finds its keys free.</summary>
    public bool IsAlive(ulong serial) => _pages.TryGetValue(serial >> ProcessPage.Shift, out var page) && page.IsAlive(serial);

    /// <summary>How many pages are kept: no more than there are living processes, and one.</summary>
    public int PageCount => _pages.Count;

    /// <summary>A process is being attached to a scope: it hears of the ends when the node stops.</summary>
    public void Know(ProcessTie scope)
    {
        if (scope.IsKnown)
        {
            return;
        }

        lock (_scopesLock)
        {
            if (!scope.IsKnown)
            {
                _scopes = [.. _scopes.Where(static other => other.Scope is not null), scope];
                scope.IsKnown = true;
            }
        }
    }

    /// <exception cref="ObjectDisposedException">The node has stopped.</exception>
    public LocalProcess Spawn()
    {
        var serial = Interlocked.Increment(ref _lastSerial);
        var page = PageOf(serial);
        page.Begin(serial);
        var process = new LocalProcess(page, new Pid(node, serial));
        if (_isClosed)
        {
            process.Dispose();
            throw new ObjectDisposedException(node.ToString(), "The node has stopped; a stopped node spawns no processes.");
        }

        return process;
    }

    public LocalProcess SpawnUntil(Task lifetime)
    {
        var process = Spawn();

        // With the token, a process that ended before does not stay in the list of what the task has to continue.
        _ = lifetime.ContinueWith(
            static (_, state) => ((LocalProcess)state!).Dispose(), process, process.Ended, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return process;
    }

    public LocalProcess SpawnUntil(CancellationToken lifetime)
    {
        var process = Spawn();
        var registration = lifetime.UnsafeRegister(static state => ((LocalProcess)state!).Dispose(), process);
        process.Ended.UnsafeRegister(static state => ((CancellationTokenRegistration)state!).Unregister(), registration);
        return process;
    }

    public LocalProcess SpawnFor(object owner)
    {
        var process = Spawn();
        _owners.GetValue(owner, static _ => new OwnerWatch()).Add(process, leaked);
        return process;
    }

    /// <summary>The source for the token of a process that is not gone. The caller holds the lock of its page.</summary>
    public CancellationToken MakeEnded(ulong serial) => _ended.GetOrAdd(serial, static _ => new CancellationTokenSource()).Token;

    public CancellationTokenSource? TakeEnded(ulong serial) => _ended.TryRemove(serial, out var ended) ? ended : null;

    public void Forget(ProcessPage page) => _pages.TryRemove(page.Number, out _);

    /// <summary>Ends every process, and lets no new one begin.</summary>
    public void Close()
    {
        _isClosed = true;

        // Either a process that begins sees this, or it is seen here: that it has begun is written with a barrier as well.
        Interlocked.MemoryBarrier();
        foreach (var (_, page) in _pages)
        {
            foreach (var serial in page.Alive())
            {
                End(page, serial);
            }
        }
    }

    private void End(ProcessPage page, ulong serial)
    {
        if (!page.TryBeginEnd(serial))
        {
            return;
        }

        // Which scopes it was attached to only its object knows; those where it has no entry find that out at once.
        foreach (var scope in Volatile.Read(ref _scopes))
        {
            scope.Scope?.ProcessEnded(serial);
        }

        page.CompleteEnd(serial);
    }

    /// <summary>
    /// The page of a new serial number. It cannot have been forgotten, since this process has not ended, and with it not all of the page.
    /// </summary>
    private ProcessPage PageOf(ulong serial)
    {
        var number = serial >> ProcessPage.Shift;
        var page = Volatile.Read(ref _newest);
        if (page?.Number != number)
        {
            page = _pages.GetOrAdd(number, static (number, table) => new ProcessPage(table, number), this);
            Volatile.Write(ref _newest, page);
        }

        return page;
    }

    /// <summary>Lives as long as the owner that it is attached to; its finaliser runs once the owner was collected.</summary>
    private sealed class OwnerWatch
    {
        private readonly List<(LocalProcess Process, Action<Pid> Leaked)> _processes = [];

        ~OwnerWatch()
        {
            // Ending a process takes locks and calls back: not on the finaliser's thread.
            ThreadPool.UnsafeQueueUserWorkItem(
                static processes =>
                {
                    foreach (var (process, leaked) in processes)
                    {
                        if (process.IsAlive)
                        {
                            leaked(process.Pid);
                            process.Dispose();
                        }
                    }
                },
                _processes,
                preferLocal: false);
        }

        public void Add(LocalProcess process, Action<Pid> leaked)
        {
            lock (_processes)
            {
                _processes.RemoveAll(static item => !item.Process.IsAlive);
                _processes.Add((process, leaked));
            }
        }
    }
}
