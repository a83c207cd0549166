using PgRegistry;

namespace ClusterSample;

/// <summary>Hands each file to the worker that the registry shows to be the least loaded.</summary>
internal sealed class Dispatcher(Workers workers, LocalProcess me, IReadOnlyList<TextFile> files, Assignments assignments)
{
    /// <summary>How many files a worker may have at once: one in work, the others so that it need not wait for the next.</summary>
    public const int Window = 4;

    private const int MostAttempts = 8;

    /// <summary>Hands out what waits, as far as there are workers with room for it.</summary>
    /// <exception cref="JobFailedException">A file was given out time and again, to no avail.</exception>
    public void HandOut()
    {
        HashSet<Pid> unreachable = [];
        while (assignments.Waiting > 0 && LeastLoaded(unreachable) is { } worker)
        {
            var ticket = assignments.Give(worker);
            if (ticket.Attempt > MostAttempts)
            {
                throw new JobFailedException($"{files[ticket.File].Path} was given out {MostAttempts} times, and never came back");
            }

            if (!workers.Send(worker, new(Job: new(ticket, files[ticket.File].Path)), from: me))
            {
                // Its link was lost a moment ago, and the registry is about to say so.
                assignments.NotGiven(ticket);
                unreachable.Add(worker);
            }
        }
    }

    private Pid? LeastLoaded(HashSet<Pid> except)
    {
        Pid? leastLoaded = null;
        var least = Window;
        foreach (var (pid, value) in workers.Lookup(Workers.CountWords))
        {
            // The registered load lags a little behind: it has not seen what was sent just now.
            var load = Math.Max(value.Load, assignments.CountWith(pid));
            if (load < least && !except.Contains(pid))
            {
                (leastLoaded, least) = (pid, load);
            }
        }

        return leastLoaded;
    }
}
