using PgRegistry;

namespace ClusterSample;

/// <summary>
/// Which file is with whom. Messages arrive at most once, so a file or its result may be lost: a file whose worker is gone, or whose
/// answer is late, is given out again under a new ticket, and only the newest ticket's answer counts. Each file counts once.
/// </summary>
/// <remarks>For one thread.</remarks>
internal sealed class Assignments
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly int[] _attempts;
    private readonly bool[] _isFinished;
    private readonly Stack<int> _waiting;
    private readonly Dictionary<int, Assignment> _given = [];

    public Assignments(int files, TimeSpan patience, TimeProvider time)
    {
        _time = time;
        _patience = patience;
        _attempts = new int[files];
        _isFinished = new bool[files];
        _waiting = new Stack<int>(Enumerable.Range(0, files).Reverse());
    }

    public int Files => _isFinished.Length;

    public int Finished { get; private set; }

    public bool IsComplete => Finished == Files;

    public int Waiting => _waiting.Count;

    /// <summary>How many files a worker has not answered.</summary>
    public int CountWith(Pid worker) => _given.Values.Count(assignment => assignment.Worker == worker);

    /// <summary>Gives the next file to a worker.</summary>
    public Workers.Ticket Give(Pid worker)
    {
        var file = _waiting.Pop();
        var ticket = new Workers.Ticket(file, ++_attempts[file]);
        _given.Add(file, new Assignment(ticket, worker, _time.GetTimestamp()));
        return ticket;
    }

    /// <summary>The file could not even be sent: nobody has it, and it was no attempt.</summary>
    public void NotGiven(Workers.Ticket ticket)
    {
        _given.Remove(ticket.File);
        _attempts[ticket.File]--;
        _waiting.Push(ticket.File);
    }

    /// <summary>A worker is gone; its files are the next to be given out.</summary>
    public int Lost(Pid worker) => GiveUp(assignment => assignment.Worker == worker);

    /// <summary>Files that were not answered in time are the next to be given out. Patience doubles with each attempt: perhaps it takes that long.</summary>
    public int Overdue() => GiveUp(assignment =>
        _time.GetElapsedTime(assignment.Since) > _patience * Math.Pow(2, assignment.Ticket.Attempt - 1));

    /// <summary>A part of a file's counts arrived.</summary>
    /// <returns>All parts when this was the last one that was missing; null while others are, and for what is late or was there already.</returns>
    public IReadOnlyList<string>? Accept(Workers.Result result)
    {
        if (!IsAwaited(result.Ticket) || result.Parts < 1 || result.Part < 0 || result.Part >= result.Parts)
        {
            return null;
        }

        var assignment = _given[result.Ticket.File];
        var parts = assignment.Parts ??= new string?[result.Parts];
        if (parts.Length != result.Parts || parts[result.Part] is not null)
        {
            return null;
        }

        parts[result.Part] = result.Counts;
        if (parts.Contains(null))
        {
            return null;
        }

        Finish(result.Ticket.File);
        return parts!;
    }

    /// <summary>Whether an answer to this ticket still counts.</summary>
    public bool IsAwaited(Workers.Ticket ticket) => _given.TryGetValue(ticket.File, out var assignment) && assignment.Ticket == ticket;

    /// <summary>The file is done with, with or without counts.</summary>
    public void Finish(int file)
    {
        if (_given.Remove(file) && !_isFinished[file])
        {
            _isFinished[file] = true;
            Finished++;
        }
    }

    private int GiveUp(Func<Assignment, bool> isLost)
    {
        int[] files = [.. _given.Values.Where(isLost).Select(assignment => assignment.Ticket.File).OrderDescending()];
        foreach (var file in files)
        {
            _given.Remove(file);
            _waiting.Push(file);
        }

        return files.Length;
    }

    private sealed record Assignment(Workers.Ticket Ticket, Pid Worker, long Since)
    {
        public string?[]? Parts { get; set; }
    }
}
