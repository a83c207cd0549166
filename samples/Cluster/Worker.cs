using System.Threading.Channels;
using PgRegistry;

namespace ClusterSample;

/// <summary>Counts the words of the files that it is sent, one after the other, and keeps its load in the registry current.</summary>
internal sealed class Worker(RegistryNode node, TimeSpan delay, TimeProvider time)
{
    private static readonly TimeSpan s_coordinatorTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_sendTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(20);

    private readonly Workers _workers = node.Open<Workers>();
    private readonly LocalProcess _me = node.Spawn();
    private readonly Channel<Envelope<Workers.Message>> _jobs = Channel.CreateUnbounded<Envelope<Workers.Message>>();
    private int _load;

    /// <summary>
    /// Works until the token is cancelled or the coordinator is gone. The process and its entry then end with the node, so that the
    /// others hear that the node left, not only that somebody unregistered.
    /// </summary>
    /// <returns>Why it ended.</returns>
    public async Task<string> RunAsync(CancellationToken ending)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ending);

        // First the inbox, then the registration: who finds it there can already send to it.
        using var inbox = _workers.OpenInbox(_me);
        var registration = _workers.Register(_me, Workers.CountWords, new(Workers.Role.Counter, Load: 0));

        Task<string>[] parts = [WatchCoordinatorAsync(end.Token), ReceiveAsync(inbox, registration, end.Token), CountAsync(registration, end.Token)];
        var first = await Task.WhenAny(parts);
        await end.CancelAsync();
        await Task.WhenAll(parts.Select(part => part.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)));
        return first.IsCanceled ? "told to end" : await first;
    }

    /// <summary>The registry says when the coordinator is gone; without one there is nothing to do.</summary>
    private async Task<string> WatchCoordinatorAsync(CancellationToken ending)
    {
        await using var watch = _workers.Monitor(Workers.AddUp);
        using var patience = new CancellationTokenSource(s_coordinatorTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, patience.Token);
        if (watch.Snapshot.Count > 0)
        {
            patience.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        try
        {
            await foreach (var change in watch.WithCancellation(either.Token))
            {
                if (change.Kind == ChangeKind.Left)
                {
                    return $"the coordinator left ({change.Reason})";
                }

                if (!_workers.Lookup(Workers.AddUp).IsEmpty)
                {
                    patience.CancelAfter(Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            return "no coordinator was found";
        }

        return "the scope was closed";
    }

    private async Task<string> ReceiveAsync(Inbox<Workers.Message> inbox, Registration<Workers.Key, Workers.Value> registration, CancellationToken ending)
    {
        await foreach (var envelope in inbox.WithCancellation(ending))
        {
            ChangeLoad(registration, +1);
            await _jobs.Writer.WriteAsync(envelope, ending);
        }

        return "the inbox was closed";
    }

    private async Task<string> CountAsync(Registration<Workers.Key, Workers.Value> registration, CancellationToken ending)
    {
        await foreach (var (coordinator, message) in _jobs.Reader.ReadAllAsync(ending))
        {
            if (message.Job is { } job)
            {
                await Task.Delay(delay, time, ending);
                foreach (var result in Count(job))
                {
                    await SendAsync(coordinator, new(Result: result), ending);
                }
            }

            ChangeLoad(registration, -1);
        }

        return "there are no more jobs";
    }

    private static IEnumerable<Workers.Result> Count(Workers.Job job)
    {
        try
        {
            if (TextFile.Read(job.Path) is { } file)
            {
                var parts = file.Words.ToParts();
                return parts.Select((counts, part) => new Workers.Result(job.Ticket, file.Hash, part, parts.Count, counts));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Said below.
        }

        return [new Workers.Result(job.Ticket, Hash: null, Part: 0, Parts: 1, Counts: "")];
    }

    /// <summary>The queue to the coordinator is bounded; a result that does not fit waits a little. What is lost is asked for again.</summary>
    private async Task SendAsync(Pid coordinator, Workers.Message message, CancellationToken ending)
    {
        var start = time.GetTimestamp();
        while (!_workers.Send(coordinator, message, from: _me) && time.GetElapsedTime(start) < s_sendTimeout)
        {
            await Task.Delay(s_retry, time, ending);
        }
    }

    /// <summary>Two tasks do this; an update function sees the other's entry, or runs again.</summary>
    private void ChangeLoad(Registration<Workers.Key, Workers.Value> registration, int change)
    {
        Interlocked.Add(ref _load, change);
        registration.Update(value => value with { Load = Volatile.Read(ref _load) });
    }
}
