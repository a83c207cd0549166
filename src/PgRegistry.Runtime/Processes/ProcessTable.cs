using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Processes;

/// <summary>The living processes of this node; keeps them reachable until they end.</summary>
internal sealed class ProcessTable(NodeId node, Action<Pid> leaked)
{
    private readonly ConcurrentDictionary<ulong, LocalProcess> _processes = new();
    private readonly ConditionalWeakTable<object, OwnerWatch> _owners = [];
    private ulong _lastSerial;
    private volatile bool _isClosed;

    /// <summary>What the process says of itself: whoever has seen that one ended finds its keys free.</summary>
    public bool IsAlive(ulong serial) => _processes.TryGetValue(serial, out var process) && process.IsAlive;

    /// <exception cref="ObjectDisposedException">The node has stopped.</exception>
    public LocalProcess Spawn()
    {
        var process = new LocalProcess(this, new Pid(node, Interlocked.Increment(ref _lastSerial)));
        _processes[process.Pid.Serial] = process;
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

    public void Forget(ulong serial) => _processes.TryRemove(serial, out _);

    /// <summary>Ends every process, and lets no new one begin.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (var (_, process) in _processes)
        {
            process.Dispose();
        }
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
