using System.Diagnostics;
using System.Globalization;

namespace PgRegistry.Network.Orchestration;

/// <summary>An agent in its process: takes commands, and remembers all that it tells.</summary>
internal sealed class AgentProcess : IDisposable
{
    private const int MostLogLines = 40;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<AgentEvent> _events = [];
    private readonly Queue<string> _log = [];
    private readonly Dictionary<string, TaskCompletionSource<string>> _asked = [];
    private readonly Task _reading;
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;

    public AgentProcess(string name, ProcessStartInfo start)
    {
        Name = name;
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        StartedAt = Stopwatch.GetTimestamp();
        _process = Process.Start(start) ?? throw new SuiteException($"{name} was not started");
        Id = _process.Id;
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput, Take), ReadAsync(_process.StandardError, Log)).ContinueWith(_ => Ended(), TaskScheduler.Default);
    }

    public string Name { get; }

    /// <summary>The operating system's number for it.</summary>
    public int Id { get; }

    public long StartedAt { get; }

    /// <summary>Its identity in the cluster, once it is ready.</summary>
    public NodeId Node { get; private set; } = new("nobody", 0);

    /// <summary>How much it has told so far.</summary>
    public int Told
    {
        get
        {
            lock (_lock)
            {
                return _events.Count;
            }
        }
    }

    public async Task ReadyAsync() => Node = NodeId.Parse((await ExpectAsync(0, told => told.Kind == "ready", "that it is ready")).Text);

    public IReadOnlyList<AgentEvent> EventsSince(int told)
    {
        lock (_lock)
        {
            return _events[told..];
        }
    }

    /// <exception cref="SuiteException">It ended, or did not answer in time.</exception>
    public async Task<string> AskAsync(string command, TimeSpan? patience = null)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        string id;
        lock (_lock)
        {
            id = (++_lastId).ToString(CultureInfo.InvariantCulture);
            _asked.Add(id, answer);
        }

        try
        {
            await _process.StandardInput.WriteLineAsync($"{id} {command}");
            await _process.StandardInput.FlushAsync();
            if (_reading.IsCompleted)
            {
                Ended();
            }

            return await answer.Task.WaitAsync(s_patience + (patience ?? TimeSpan.Zero));
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            throw new SuiteException($"{Name} did not answer \"{command.Split(' ')[0]}\": {e.Message}");
        }
    }

    /// <summary>The first thing of that kind that it told since then, or tells within half a minute.</summary>
    /// <exception cref="SuiteException">It ended, or did not tell.</exception>
    public async Task<AgentEvent> ExpectAsync(int told, Func<AgentEvent, bool> isIt, string what)
    {
        var patience = Task.Delay(s_patience);
        while (true)
        {
            Task next;
            lock (_lock)
            {
                for (; told < _events.Count; told++)
                {
                    if (isIt(_events[told]))
                    {
                        return _events[told];
                    }
                }

                next = _told.Task;
            }

            if (await Task.WhenAny(next, patience, _reading) != next)
            {
                throw new SuiteException($"{Name} did not tell {what}{(_reading.IsCompleted ? ", and ended" : $" within {s_patience.TotalSeconds} s")}");
            }
        }
    }

    /// <summary>SIGKILL: it has no chance to say goodbye.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was quicker.
        }
    }

    /// <summary>"STOP" or "CONT".</summary>
    public Task SignalAsync(string signal) => Command.RunAsync("/bin/sh", "-c", $"kill -{signal} {Id}");

    public Task WaitForExitAsync() => _process.WaitForExitAsync().WaitAsync(s_patience);

    /// <summary>What it told and logged last.</summary>
    public IReadOnlyList<string> LastWords()
    {
        lock (_lock)
        {
            return [.. _log];
        }
    }

    /// <summary>Kills it if it is still there.</summary>
    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> take)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            take(line);
        }
    }

    private void Take(string line)
    {
        if (line.Split(' ', 3) is ["=", var id, var text])
        {
            lock (_lock)
            {
                if (_asked.Remove(id, out var asked))
                {
                    asked.SetResult(text);
                }
            }

            return;
        }

        Log(line);
        if (AgentEvent.Parse(line) is { } told)
        {
            lock (_lock)
            {
                _events.Add(told);
                _told.SetResult();
                _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Log(string line)
    {
        lock (_lock)
        {
            _log.Enqueue(line);
            while (_log.Count > MostLogLines)
            {
                _log.Dequeue();
            }
        }
    }

    private void Ended()
    {
        lock (_lock)
        {
            foreach (var asked in _asked.Values)
            {
                asked.TrySetException(new SuiteException($"{Name} ended"));
            }

            _asked.Clear();
        }
    }
}
