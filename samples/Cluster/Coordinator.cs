using PgRegistry;

namespace ClusterSample;

/// <summary>
/// Runs the job: files go out, counts come back, workers come and go. All of that arrives as steps of one loop, so nothing here needs
/// a lock, and every wait ends with the next tick at the latest.
/// </summary>
internal sealed class Coordinator(Workers workers, LocalProcess me, IReadOnlyList<TextFile> files, Fleet fleet, Timeline timeline, TimeProvider time)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_endTimeout = TimeSpan.FromSeconds(5);

    private readonly Steps _steps = new();
    private readonly HashSet<Pid> _present = [];
    private readonly Tally _tally = new(files);

    /// <summary>How long a worker may take to answer a file, and how long everything may stand still.</summary>
    public required TimeSpan Patience { get; init; }

    public required KillPlan? KillPlan { get; init; }

    /// <exception cref="JobFailedException">The job cannot be done.</exception>
    public async Task<Tally> RunAsync(CancellationToken cancellationToken)
    {
        var assignments = new Assignments(files.Count, Patience, time);
        var dispatcher = new Dispatcher(workers, me, files, assignments);
        var killer = new Killer(KillPlan, assignments, fleet, timeline);
        var progress = new Progress(workers, assignments, timeline, Patience * 4);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var inbox = workers.OpenInbox(me, new() { Capacity = 16_384 });
        using var registration = workers.Register(me, Workers.AddUp, new(Workers.Role.Coordinator, Load: files.Count));
        await using var watch = workers.Monitor(Workers.CountWords);
        using var clock = new PeriodicTimer(s_tick, time);
        Task[] sources =
        [
            _steps.FeedAsync(inbox, envelope => OnMessage(envelope, assignments), end.Token),
            _steps.FeedAsync(watch, change => OnChange(change, assignments), end.Token),
            _steps.FeedAsync(clock, () => OnTick(assignments, killer, progress), end.Token),
        ];
        try
        {
            while (!assignments.IsComplete)
            {
                fleet.Fill();
                dispatcher.HandOut();
                await _steps.TakeAsync(cancellationToken);
            }

            timeline.Note("every file is counted, the workers may go");
            fleet.LetAllGo();
            for (var start = time.GetTimestamp(); _present.Count > 0 && time.GetElapsedTime(start) < s_endTimeout;)
            {
                await _steps.TakeAsync(cancellationToken);
            }

            return _tally;
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(sources);
        }
    }

    private void OnMessage(Envelope<Workers.Message> envelope, Assignments assignments)
    {
        if (envelope.Message.Result is not { } result || !assignments.IsAwaited(result.Ticket))
        {
            return;
        }

        var file = result.Ticket.File;
        if (result.Hash != files[file].Hash)
        {
            // The plain count saw other bytes, so there is nothing to compare: neither count has the file, and the report says so.
            assignments.Finish(file);
            _tally.LeaveOut(file);
        }
        else if (assignments.Accept(result) is { } parts && _tally.Add(file, envelope.Sender.Node!.Name, parts) == 1)
        {
            timeline.Note($"{envelope.Sender.Node.Name} finished its first file");
        }
    }

    private void OnChange(Change<Workers.Key, Workers.Value> change, Assignments assignments)
    {
        if (change.Kind == ChangeKind.Resynced)
        {
            throw new JobFailedException("the coordinator fell behind the registry's changes");
        }

        if (change.Kind is not (ChangeKind.Joined or ChangeKind.Left) || fleet.Find(change.Pid.Node!.Name) is not { } worker)
        {
            // A load that changed: there may be room for another file, for which the loop looks after each step.
            return;
        }

        if (change.Kind == ChangeKind.Joined)
        {
            _present.Add(change.Pid);
            worker.Pid = change.Pid;
            timeline.Note($"{worker.Name} joined, {time.GetElapsedTime(worker.StartedAt).TotalMilliseconds:F0} ms after its start");
            return;
        }

        _present.Remove(change.Pid);
        var unfinished = assignments.Lost(change.Pid);
        var sinceKill = worker.KilledAt is { } killed ? $", {timeline.Milliseconds - killed} ms after it was killed" : "";
        var work = unfinished == 0 ? "" : $", {unfinished} of its files unfinished: they go to others";
        timeline.Note($"{worker.Name} left ({change.Reason}){sinceKill}{work}");
        fleet.Lost(worker.Name);
    }

    private void OnTick(Assignments assignments, Killer killer, Progress progress)
    {
        fleet.LookAfterNewcomers();
        if (assignments.Overdue() is > 0 and var overdue)
        {
            timeline.Note($"{overdue} unanswered for too long, given out again");
        }

        killer.Look(somebodyJoined: _present.Count > 0);
        progress.Look();
    }
}
