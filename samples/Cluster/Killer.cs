namespace ClusterSample;

/// <summary>Carries out the kill, once.</summary>
internal sealed class Killer(KillPlan? plan, Assignments assignments, Fleet fleet, Timeline timeline)
{
    private bool _isDone = plan is null;
    private long? _dueAt;

    public void Look(bool somebodyJoined)
    {
        if (_isDone || !somebodyJoined || assignments.IsComplete || assignments.Finished < plan!.AfterFiles)
        {
            return;
        }

        _dueAt ??= timeline.Milliseconds + plan.Milliseconds;
        if (timeline.Milliseconds < _dueAt)
        {
            return;
        }

        _isDone = true;
        foreach (var victim in plan.Choose(fleet.Current, worker => worker.Pid is { } pid ? assignments.CountWith(pid) : 0))
        {
            victim.Kill(timeline.Milliseconds);
            timeline.Note($"{victim.Name} is killed (SIGKILL), {assignments.Finished} of {assignments.Files} files finished");
        }
    }
}
