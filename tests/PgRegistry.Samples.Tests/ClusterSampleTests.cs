using System.Text.RegularExpressions;

namespace PgRegistry.Samples.Tests;

/// <summary>The main job, for real: operating-system processes, TCP, SIGKILL.</summary>
[Collection("Processes")]
public sealed class ClusterSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_worker_is_noticed_and_replaced_and_the_counts_are_equal()
    {
        _folder.Fill(files: 120);
        await using var job = new SampleProcess("--path", _folder.Path, "--delay", "40");

        var killed = (await job.WaitForLineAsync(@"(worker-\d) is killed \(SIGKILL\), 4\d of 120")).Groups[1].Value;
        await job.WaitForLineAsync($@"{killed} left \(NodeDown\), \d+ ms after it was killed, [1-4] of its files unfinished");
        await job.WaitForLineAsync("worker-4 started");
        await job.WaitForLineAsync("worker-4 joined");
        await job.WaitForLineAsync("worker-4 finished its first file");
        await job.WaitForLineAsync("^Timeline");
        await job.WaitForLineAsync("^Top words");
        await job.WaitForLineAsync("^Equal to the plain count: 81,600 words");

        Assert.Equal(0, await job.WaitForExitAsync());
        Assert.Equal(4, job.WorkerIds.Count);
        Assert.Empty(await job.WorkersLeftAfterAsync(TimeSpan.Zero));
        Assert.Equal(3, Regex.Count(job.Output[..job.Output.IndexOf("Timeline", StringComparison.Ordinal)], @"left \(NodeLeft\)"));
    }

    [Fact]
    public async Task All_workers_may_be_killed_at_once()
    {
        _folder.Fill(files: 40);
        await using var job = new SampleProcess("--path", _folder.Path, "--delay", "20", "--workers", "2", "--kill", "all", "--seed", "3");

        Assert.Equal(0, await job.WaitForExitAsync());
        Assert.Equal(4, job.WorkerIds.Count);
    }

    [Fact]
    public async Task The_last_worker_may_be_killed()
    {
        _folder.Fill(files: 40);
        await using var job = new SampleProcess("--path", _folder.Path, "--delay", "10", "--workers", "1");

        await job.WaitForLineAsync("worker-1 left");
        await job.WaitForLineAsync("worker-2 finished its first file");

        Assert.Equal(0, await job.WaitForExitAsync());
    }

    [Fact]
    public async Task Files_that_change_meanwhile_are_in_neither_count()
    {
        _folder.Fill(files: 60);
        var changed = _folder.Write("z/changed.txt", "before");
        var deleted = _folder.Write("z/deleted.txt", "before");
        await using var job = new SampleProcess("--path", _folder.Path, "--delay", "50", "--no-kill");

        await job.WaitForLineAsync("finished its first file");
        await File.WriteAllTextAsync(changed, "after");
        File.Delete(deleted);

        Assert.Equal(0, await job.WaitForExitAsync());
        Assert.Contains("2 changed while the others were counted, and are in neither count", job.Output, StringComparison.Ordinal);
        Assert.Contains("Equal to the plain count: 40,800 words", job.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_kill_nobody_is_replaced()
    {
        _folder.Fill(files: 20);
        await using var job = new SampleProcess("--path", _folder.Path, "--delay", "0", "--no-kill", "--workers", "2");

        Assert.Equal(0, await job.WaitForExitAsync());
        Assert.Equal(2, job.WorkerIds.Count);
        Assert.DoesNotContain("killed", job.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_job_can_be_repeated_with_seeds()
    {
        _folder.Fill(files: 24);
        await using var soak = new SampleProcess("--path", _folder.Path, "--delay", "5", "--repeat", "3", "--seed", "11");

        Assert.Equal(0, await soak.WaitForExitAsync());
        Assert.Contains("3 runs: 3 good, 0 hung, 0 failed or miscounted, 0 processes left behind", soak.Output, StringComparison.Ordinal);
    }
}
