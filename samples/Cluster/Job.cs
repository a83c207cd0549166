using System.Security.Cryptography;
using PgRegistry;

namespace ClusterSample;

/// <summary>The whole job, from the list of files to the report.</summary>
internal static class Job
{
    /// <returns>The exit code: 0 only if the cluster counted what one process counts.</returns>
    public static async Task<int> RunAsync(Arguments arguments, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var timeline = new Timeline(time, output);
        try
        {
            var files = TextFile.ReadAll(arguments.Path, cancellationToken);
            if (files.Count == 0)
            {
                output.WriteLine($"There is no text file below {arguments.Path}.");
                return ExitCodes.BadArguments;
            }

            timeline.Note($"{files.Count} text files below {arguments.Path}, {files.Sum(file => file.Length) / 1024.0:N0} KiB; one process has counted them");
            return Report.Print(await CountAsync(arguments, files, timeline, time, cancellationToken), timeline) ? ExitCodes.Equal : ExitCodes.Failed;
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && (e is OperationCanceledException or ObjectDisposedException))
        {
            // The coordinator's process in the registry ends with the token, so it may be the first that is missing.
            timeline.Note("told to end; the job is not done");
        }
        catch (JobFailedException e)
        {
            timeline.PrintStory();
            timeline.Print($"The job failed: {e.Message}.");
        }
        catch (Exception e)
        {
            // Whatever it is: by now the workers have ended, and the exit code says that there is no result.
            timeline.Print($"The job failed: {e}");
        }

        return ExitCodes.Failed;
    }

    private static async Task<Tally> CountAsync(Arguments arguments, IReadOnlyList<TextFile> files, Timeline timeline, TimeProvider time, CancellationToken cancellationToken)
    {
        var cookie = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await using var node = await RegistryNode.StartAsync(
            new() { Name = "coordinator", Cluster = "count-words", Cookie = cookie, Listen = "127.0.0.1:0", DrainTimeout = TimeSpan.FromSeconds(1) }, cancellationToken);
        var join = node.Address ?? throw new JobFailedException("the coordinator's node has no address");
        timeline.Note($"coordinator listens on {join}, pid {Environment.ProcessId}");

        var delay = arguments.Delay ?? DelayFor(files.Count, arguments.Workers);
        await using var fleet = new Fleet(arguments.Workers, name => new WorkerProcess(name, join, cookie, delay, time), timeline, time);
        await using var workers = node.Open<Workers>();
        using var me = node.SpawnUntil(cancellationToken);
        var coordinator = new Coordinator(workers, me, files, fleet, timeline, time)
        {
            Patience = TimeSpan.FromSeconds(15) + TimeSpan.FromMilliseconds(2.0 * Dispatcher.Window * delay),
            KillPlan = KillPlan.For(arguments, files.Count, delay),
        };
        return await coordinator.RunAsync(cancellationToken);
    }

    /// <summary>Counting takes next to no time; a job that can be watched takes about four seconds.</summary>
    private static int DelayFor(int files, int workers) => Math.Clamp(4_000 * workers / files, 0, 200);
}

/// <summary>The job cannot be done; the message says why.</summary>
internal sealed class JobFailedException(string message) : Exception(message);
