namespace ClusterSample;

/// <summary>The worker processes: as many as were asked for, a fresh one for each that is lost, and none that stays behind.</summary>
/// <remarks>For one thread.</remarks>
internal sealed class Fleet(int size, Func<string, WorkerProcess> start, Timeline timeline, TimeProvider time) : IAsyncDisposable
{
    /// <summary>From the start of a process until the registry shows it.</summary>
    private static readonly TimeSpan s_joinTimeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_endTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Workers that die one after the other would go on for ever.</summary>
    private readonly int _mostStarts = (size * 2) + 20;
    private readonly List<WorkerProcess> _all = [];
    private readonly Dictionary<string, WorkerProcess> _current = [];

    /// <summary>The workers that are not lost, perhaps not in the registry yet.</summary>
    public IReadOnlyCollection<WorkerProcess> Current => _current.Values;

    public WorkerProcess? Find(string name) => _all.Find(worker => worker.Name == name);

    /// <summary>Starts as many as are missing.</summary>
    /// <exception cref="JobFailedException">They keep dying.</exception>
    public void Fill()
    {
        while (_current.Count < size)
        {
            if (_all.Count == _mostStarts)
            {
                throw new JobFailedException($"{_mostStarts} workers were started, and they keep ending");
            }

            var worker = start($"worker-{_all.Count + 1}");
            _all.Add(worker);
            _current.Add(worker.Name, worker);
            timeline.Note($"{worker.Name} started, pid {worker.Id}");
        }
    }

    /// <summary>The registry says that it is gone; should the process still be there, it ends now.</summary>
    public void Lost(string name)
    {
        if (_current.Remove(name, out var worker))
        {
            worker.LetGo();
        }
    }

    /// <summary>Of those that never joined the registry can say nothing: their processes are looked at.</summary>
    public void LookAfterNewcomers()
    {
        foreach (var worker in _current.Values.Where(worker => worker.Pid is null).ToList())
        {
            if (worker.HasExited)
            {
                timeline.Note($"{worker.Name} ended before it had joined");
                Lost(worker.Name);
            }
            else if (time.GetElapsedTime(worker.StartedAt) > s_joinTimeout)
            {
                timeline.Note($"{worker.Name} did not join within {s_joinTimeout.TotalSeconds} s and is ended");
                worker.Kill(timeline.Milliseconds);
                Lost(worker.Name);
            }
        }
    }

    public void LetAllGo()
    {
        foreach (var worker in _all)
        {
            worker.LetGo();
        }
    }

    /// <summary>Lets all go, kills who does not, and returns when none is left.</summary>
    public async ValueTask DisposeAsync()
    {
        LetAllGo();
        var ended = Task.WhenAll(_all.Select(worker => worker.WaitForExitAsync()));
        await Task.WhenAny(ended, Task.Delay(s_endTimeout, time));
        foreach (var worker in _all.Where(worker => !worker.HasExited))
        {
            timeline.Note($"{worker.Name} did not end by itself and is killed");
            worker.Kill(timeline.Milliseconds);
        }

        await Task.WhenAny(ended, Task.Delay(s_endTimeout, time));
        _all.ForEach(worker => worker.Dispose());
    }
}
