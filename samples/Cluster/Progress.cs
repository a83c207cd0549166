namespace ClusterSample;

/// <summary>Says twice a second how far the job is, and ends it when it stands still.</summary>
internal sealed class Progress(Workers workers, Assignments assignments, Timeline timeline, TimeSpan longestStandstill)
{
    private const long Interval = 500;

    private long _saidAt = timeline.Milliseconds;
    private long _movedAt = timeline.Milliseconds;
    private int _finished;

    /// <exception cref="JobFailedException">Nothing has been finished for too long.</exception>
    public void Look()
    {
        var now = timeline.Milliseconds;
        if (_finished != assignments.Finished)
        {
            _finished = assignments.Finished;
            _movedAt = now;
        }

        if (assignments.IsComplete)
        {
            return;
        }

        if (now - _movedAt > longestStandstill.TotalMilliseconds)
        {
            throw new JobFailedException($"no file was finished for {longestStandstill.TotalSeconds:F0} s");
        }

        if (now - _saidAt >= Interval)
        {
            _saidAt = now;
            string[] loads =
            [
                .. workers.Lookup(Workers.CountWords)
                    .Select(member => $"{member.Pid.Node!.Name}: {member.Value.Load}")
                    .OrderBy(text => text.Length).ThenBy(text => text, StringComparer.Ordinal),
            ];
            timeline.Progress($"{_finished * 100L / assignments.Files,3} %, {_finished} of {assignments.Files} files; {(loads.Length == 0 ? "no worker is there" : "load of " + string.Join(", ", loads))}");
        }
    }
}
