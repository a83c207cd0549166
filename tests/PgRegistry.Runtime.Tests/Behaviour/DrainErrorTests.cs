namespace PgRegistry.Tests.Behaviour;

/// <summary>Whatever goes wrong with handing over, the node leaves.</summary>
public sealed class DrainErrorTests
{
    private static readonly Func<Entry<Workers.Key, Workers.Value>, CancellationToken, Task> s_nothing = static (_, _) => Task.CompletedTask;

    [Fact]
    public async Task What_cannot_be_begun_changes_nothing()
    {
        await using var a = await Nodes.StartAsync("a");
        await using var b = await Nodes.StartAsync("b");
        var (onA, onB) = (a.Open<Workers>(), b.Open<Workers>());
        onA.Register(Nodes.Orders, Nodes.Load(1));
        await Assert.ThrowsAsync<ArgumentNullException>("handOvers", () => a.DrainAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>("handOvers", () => a.DrainAsync([null!]));
        var foreign = await Assert.ThrowsAsync<ArgumentException>("handOvers", () => a.DrainAsync([onA.HandOver(s_nothing), onB.HandOver(s_nothing)]));
        Assert.StartsWith($"The hand-over of the scope \"Workers\" belongs to {b.Id}, not to {a.Id}.", foreign.Message, StringComparison.Ordinal);
        var twice = await Assert.ThrowsAsync<ArgumentException>("handOvers", () => a.DrainAsync([onA.HandOver(s_nothing), onA.HandOver(s_nothing)]));
        Assert.StartsWith("The scope \"Workers\" has 2 hand-overs; give it one.", twice.Message, StringComparison.Ordinal);
        onA.Register(Nodes.Orders, Nodes.Load(2));
        Assert.Equal(2, onA.Count);
        await a.DrainAsync([]);
        Assert.Throws<ObjectDisposedException>(() => a.Spawn());
    }

    [Fact]
    public async Task A_node_drains_once()
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        var handOver = workers.HandOver(s_nothing);
        var release = new TaskCompletionSource();
        var first = node.DrainAsync([workers.HandOver((_, _) => release.Task)]);
        var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => node.DrainAsync([handOver]));
        Assert.Contains($"The node {node.Id} is draining", error.Message, StringComparison.Ordinal);
        Assert.False(first.IsCompleted);
        release.SetResult();
        await first.WaitAsync(Deadline.Token());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => node.DrainAsync([handOver]));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task Who_cancels_ends_the_handing_over_and_the_node_leaves()
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        for (var i = 0; i < 10; i++)
        {
            workers.Register(new("orders", i), Nodes.Load(i));
        }

        using var cancelling = new CancellationTokenSource();
        var count = 0;
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => node.DrainAsync(
            [workers.HandOver(async (_, cancellation) =>
            {
                if (++count == 3)
                {
                    await cancelling.CancelAsync();
                    Assert.True(cancellation.IsCancellationRequested);
                    cancellation.ThrowIfCancellationRequested();
                }
            })],
            cancelling.Token).WaitAsync(Deadline.Token()));
        Assert.Equal(cancelling.Token, error.CancellationToken);
        Assert.Equal(3, count);
        Assert.Throws<ObjectDisposedException>(() => node.Spawn());
    }

    [Fact]
    public async Task What_failed_before_the_cancelling_is_told_with_it()
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        for (var i = 0; i < 10; i++)
        {
            workers.Register(new("orders", i), Nodes.Load(i));
        }

        using var cancelling = new CancellationTokenSource();
        var count = 0;
        var error = await Assert.ThrowsAsync<AggregateException>(() => node.DrainAsync(
            [workers.HandOver(async (_, _) =>
            {
                if (++count == 2)
                {
                    await cancelling.CancelAsync();
                }

                throw new FormatException("no room");
            })],
            cancelling.Token).WaitAsync(Deadline.Token()));
        Assert.Contains(error.InnerExceptions, failure => failure.InnerException is FormatException);
        Assert.Single(error.InnerExceptions.OfType<OperationCanceledException>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_that_never_ends_does_not_keep_a_node_that_was_told_to_stop_handing_over(bool blocks)
    {
        var network = new InMemoryNetwork();
        var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (onA, onB) = (a.Open<Workers>(), b.Open<Workers>());
        onA.Register(Nodes.Orders, Nodes.Load(1));
        await onB.WaitForAsync(Nodes.Orders, Deadline.Token());
        await using var watch = new Watch<Workers.Key, Workers.Value>(onB.Monitor(Nodes.Orders));
        using var cancelling = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource();
        var drain = a.DrainAsync(
            [onA.HandOver((_, _) =>
            {
                begun.SetResult();
                if (blocks)
                {
                    release.Wait(Deadline.Token());
                }

                return never.Task;
            })],
            cancelling.Token);
        await begun.Task.WaitAsync(Deadline.Token());
        Assert.False(drain.IsCompleted);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => drain.WaitAsync(Deadline.Token()));
        Assert.Equal(LeaveReason.NodeLeft, (await watch.UntilAsync(change => change.Kind == ChangeKind.Left)).Reason);
        release.Set();

        // What ends after all changes nothing any more.
        never.SetException(new FormatException("late"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("cancelled")]
    public async Task What_a_function_does_wrong_is_told_with_the_entry(string what)
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        workers.Register(Nodes.Orders, Nodes.Load(1));
        var error = await Assert.ThrowsAsync<AggregateException>(() => node.DrainAsync([workers.HandOver(
            (_, _) => what == "null" ? null! : Task.FromCanceled(new CancellationToken(canceled: true)))]).WaitAsync(Deadline.Token()));
        Assert.Contains($"The entry {Nodes.Orders}", Assert.Single(error.InnerExceptions).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scope_that_is_closed_has_nothing_to_hand_over()
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var sessions = node.Open<Sessions>();
        for (var i = 0; i < 3; i++)
        {
            workers.Register(new("orders", i), Nodes.Load(i));
            sessions.Register(new($"{i}"), new("phone", i));
        }

        await workers.DisposeAsync();
        var count = 0;
        await node.DrainAsync(
        [
            workers.HandOver((_, _) => throw new FormatException("it is closed")),
            sessions.HandOver(async (_, _) =>
            {
                count++;
                await sessions.DisposeAsync();
            }),
        ]).WaitAsync(Deadline.Token());
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_node_that_is_disposed_while_it_drains_leaves_at_once_and_the_rest_is_told()
    {
        var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        for (var i = 0; i < 5; i++)
        {
            workers.Register(new("orders", i), Nodes.Load(i));
        }

        var count = 0;
        var error = await Assert.ThrowsAsync<AggregateException>(() => node.DrainAsync([workers.HandOver(async (_, _) =>
        {
            if (++count == 2)
            {
                await node.DisposeAsync();
            }
        })]).WaitAsync(Deadline.Token()));
        Assert.Equal(2, count);
        Assert.StartsWith($"{node.Id} has left, and not all of its entries were handed over.", error.Message, StringComparison.Ordinal);
    }
}
