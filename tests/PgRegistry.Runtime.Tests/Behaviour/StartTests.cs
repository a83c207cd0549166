namespace PgRegistry.Tests.Behaviour;

/// <summary>Processes that are started under a key, and run a function.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task The_entry_is_there_for_as_long_as_the_function_runs()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var release = new TaskCompletionSource();
        var runs = new TaskCompletionSource<LocalProcess>();
        using var started = workers.Start(Nodes.Orders, Nodes.Load(1), process =>
        {
            runs.SetResult(process);
            return release.Task;
        });
        Assert.Equal(new Member<Workers.Value>(started.Pid, Nodes.Load(1)), Assert.Single(workers.Lookup(Nodes.Orders)));
        Assert.Same(started.Process, await runs.Task.WaitAsync(Deadline.Token()));
        Assert.Equal((started.Process.Pid, Nodes.Orders), (started.Registration.Pid, started.Registration.Key));
        Assert.True(started.Process.IsAlive);
        Assert.False(started.Completion.IsCompleted);
        started.Registration.Update(Nodes.Load(2));

        release.SetResult();
        await started.Completion.WaitAsync(Deadline.Token());
        Assert.Equal(0, workers.Count);
        Assert.False(started.Process.IsAlive);
        await Nodes.EndedAsync(started.Process);
    }

    [Theory]
    [InlineData("at once")]
    [InlineData("later")]
    [InlineData("null")]
    public async Task A_function_that_throws_ends_its_process_and_is_logged(string when)
    {
        using var logs = new Logs();
        await using var node = await Nodes.StartAsync(logs: logs);
        var workers = node.Open<Workers>();
        var begin = new TaskCompletionSource();
        using var started = workers.Start(Nodes.Orders, Nodes.Load(1), when switch
        {
            "at once" => static _ => throw new FormatException("broken"),
            "null" => static _ => null!,
            _ => async _ =>
            {
                await begin.Task;
                throw new FormatException("broken");
            },
        });
        begin.SetResult();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => started.Completion.WaitAsync(Deadline.Token()));
        Assert.Equal(when == "null" ? typeof(NullReferenceException) : typeof(FormatException), error.GetType());
        Assert.True(started.Completion.IsFaulted);
        Assert.Equal(0, workers.Count);
        Assert.False(started.Process.IsAlive);
        Assert.Equal($"The process {started.Pid}, started in the scope \"Workers\", ended with an exception", Assert.Single(logs.Of(12)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_that_is_cancelled_ends_its_process_and_is_no_failure(bool atOnce)
    {
        using var logs = new Logs();
        await using var node = await Nodes.StartAsync(logs: logs);
        var workers = node.Open<Workers>();
        using var started = workers.Start(
            Nodes.Orders, Nodes.Load(1), process => atOnce ? throw new OperationCanceledException() : new TaskCompletionSource().Task.WaitAsync(process.Ended));
        if (!atOnce)
        {
            started.Dispose();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => started.Completion.WaitAsync(Deadline.Token()));
        Assert.True(started.Completion.IsCanceled);
        Assert.False(started.Process.IsAlive);
        Assert.Equal(0, workers.Count);
        Assert.Empty(logs.Of(12));
    }

    [Theory]
    [InlineData("started")]
    [InlineData("process")]
    [InlineData("registration")]
    [InlineData("node")]
    public async Task Whatever_ends_the_process_tells_the_function_and_waits_for_it_no_longer(string what)
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        var started = workers.Start(Nodes.Orders, Nodes.Load(1), process =>
        {
            process.Ended.UnsafeRegister(_ => told.SetResult(), null);
            release.Wait(Deadline.Token());
            return Task.CompletedTask;
        });
        switch (what)
        {
            case "started":
                started.Dispose();
                break;
            case "process":
                started.Process.Dispose();
                break;
            case "registration":
                started.Registration.Dispose();
                break;
            default:
                await node.DisposeAsync();
                break;
        }

        Assert.False(started.Process.IsAlive);
        Assert.Equal(0, workers.Count);
        await told.Task.WaitAsync(Deadline.Token());
        Assert.False(started.Completion.IsCompleted);
        release.Set();
        await started.Completion.WaitAsync(Deadline.Token());
        await node.DisposeAsync();
    }

    [Fact]
    public async Task A_function_may_end_its_own_process_and_go_on()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var left = -1;
        using var started = workers.Start(Nodes.Orders, Nodes.Load(1), async process =>
        {
            process.Dispose();
            left = workers.Count;
            await Nodes.EndedAsync(process);
            workers.Register(Nodes.Orders, Nodes.Load(2));
        });
        await started.Completion.WaitAsync(Deadline.Token());
        Assert.Equal(0, left);
        Assert.Equal(Nodes.Load(2), Assert.Single(workers.Lookup(Nodes.Orders)).Value);
    }

    [Fact]
    public async Task That_the_scope_closes_does_not_end_the_process()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var release = new TaskCompletionSource();
        using var started = workers.Start(Nodes.Orders, Nodes.Load(1), _ => release.Task);
        await workers.DisposeAsync();
        Assert.True(started.Process.IsAlive);
        release.SetResult();
        await started.Completion.WaitAsync(Deadline.Token());
        Assert.False(started.Process.IsAlive);
    }

    [Fact]
    public async Task Under_a_unique_key_that_is_held_nothing_is_started()
    {
        await using var node = await Nodes.StartAsync();
        var sessions = node.Open<Sessions>();
        var key = new Sessions.Key("ann");
        var release = new TaskCompletionSource();
        Assert.True(sessions.TryStart(key, new("phone", 1), _ => release.Task, out var first, out _));
        var hasRun = false;
        Task Run(LocalProcess process)
        {
            hasRun = true;
            return Task.CompletedTask;
        }

        Assert.False(sessions.TryStart(key, new("tablet", 2), Run, out var second, out var holder));
        Assert.Null(second);
        Assert.Equal(first.Pid, holder);
        var error = Assert.Throws<AlreadyRegisteredException>(() => sessions.Start(key, new("tablet", 2), Run));
        Assert.Equal(first.Pid, error.Holder);

        release.SetResult();
        await first.Completion.WaitAsync(Deadline.Token());
        Assert.False(hasRun);
        Assert.True(sessions.TryStart(key, new("tablet", 2), Run, out second, out _));
        await second.Completion.WaitAsync(Deadline.Token());
        Assert.True(hasRun);
    }

    [Fact]
    public async Task What_cannot_be_registered_is_not_started()
    {
        var node = await Nodes.StartAsync(configure: options => options.MaxValueBytes = 64);
        var workers = node.Open<Workers>();
        var hasRun = false;
        Task Run(LocalProcess process)
        {
            hasRun = true;
            return Task.CompletedTask;
        }

        Assert.Throws<ArgumentNullException>(() => workers.Start(Nodes.Orders, Nodes.Load(1), null!));
        Assert.Throws<ArgumentException>(() => workers.Start(Nodes.Orders, new(new string('v', 65), 1), Run));
        Assert.Equal(0, workers.Count);
        Assert.Throws<InvalidOperationException>(() => workers.Scope.TryStart(Nodes.Orders, Nodes.Load(1), Run, out _, out _));
        await workers.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => workers.Start(Nodes.Orders, Nodes.Load(1), Run));
        await node.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => workers.Start(Nodes.Orders, Nodes.Load(1), Run));
        Assert.False(hasRun);
    }

    [Fact]
    public async Task Many_that_block_leave_room_for_their_registering_and_ending()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var release = new ManualResetEventSlim();
        StartedProcess<Workers.Key, Workers.Value>[] started = [.. Enumerable.Range(0, 8).Select(i => workers.Start(Nodes.Orders, Nodes.Load(i), _ =>
        {
            release.Wait(Deadline.Token());
            return Task.CompletedTask;
        }))];
        Assert.Equal(8, workers.CountOf(Nodes.Orders));
        started[0].Dispose();
        Assert.Equal(7, workers.CountOf(Nodes.Orders));
        release.Set();
        await Task.WhenAll(started.Select(one => one.Completion)).WaitAsync(Deadline.Token());
        Assert.Equal(0, workers.Count);
    }
}
