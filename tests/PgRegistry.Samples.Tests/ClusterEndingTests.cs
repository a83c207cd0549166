namespace PgRegistry.Samples.Tests;

/// <summary>However the main job ends, it leaves nothing behind, and its exit code says how it ended. Not beside other jobs: there are two cores.</summary>
[Collection("Processes")]
public sealed class ClusterEndingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killing_the_coordinator_ends_the_workers()
    {
        _folder.Fill(files: 100);
        await using var job = new SampleProcess("--path", _folder.Path, "--delay", "500", "--no-kill");
        await job.WaitForLineAsync("worker-[123] joined");
        await job.WaitForLineAsync("worker-[123] joined");
        await job.WaitForLineAsync("worker-[123] joined");

        job.Kill();

        Assert.Equal(3, job.WorkerIds.Count);
        Assert.Empty(await job.WorkersLeftAfterAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Killing_the_coordinator_at_once_ends_workers_that_are_still_starting()
    {
        _folder.Fill(files: 100);
        await using var job = new SampleProcess("--path", _folder.Path, "--delay", "500", "--no-kill");
        await job.WaitForLineAsync("worker-3 started");

        job.Kill();

        Assert.Empty(await job.WorkersLeftAfterAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_everything(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no signals.");
        }

        _folder.Fill(files: 100);
        await using var job = new SampleProcess("--path", _folder.Path, "--delay", "500", "--no-kill");
        await job.WaitForLineAsync("worker-[123] joined");

        await job.SignalAsync(signal);

        Assert.Equal(1, await job.WaitForExitAsync());
        Assert.Empty(await job.WorkersLeftAfterAsync(TimeSpan.Zero));
        Assert.Contains("told to end", job.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_arguments_are_explained()
    {
        await using var job = new SampleProcess("--workers", "none");

        Assert.Equal(2, await job.WaitForExitAsync());
        Assert.Contains("--workers needs a number from 1 to 32", await job.Errors, StringComparison.Ordinal);
        Assert.Equal("", job.Output);
    }

    [Fact]
    public async Task A_folder_without_text_is_a_bad_argument()
    {
        await using var job = new SampleProcess("--path", _folder.Path);

        Assert.Equal(2, await job.WaitForExitAsync());
    }
}
