using ClusterSample;

namespace PgRegistry.Samples.Tests;

/// <summary>A worker on a network within the test's process; the test plays the coordinator.</summary>
public sealed class WorkerTests : IAsyncDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();
    private readonly InMemoryNetwork _network = new();
    private readonly CancellationTokenSource _end = new(s_deadline);
    private readonly RegistryNode _coordinator;
    private readonly RegistryNode _worker;
    private readonly ClusterSample.Workers _workers;
    private readonly LocalProcess _me;
    private readonly Inbox<ClusterSample.Workers.Message> _inbox;
    private readonly Task<string> _work;

    public WorkerTests()
    {
        _coordinator = RegistryNode.StartAsync(new() { Name = "coordinator", Network = _network }).GetAwaiter().GetResult();
        _workers = _coordinator.Open<ClusterSample.Workers>();
        _me = _coordinator.Spawn();
        _inbox = _workers.OpenInbox(_me);
        _workers.Register(_me, ClusterSample.Workers.AddUp, new(ClusterSample.Workers.Role.Coordinator, 0));
        _worker = RegistryNode.StartAsync(new() { Name = "worker-1", Network = _network }).GetAwaiter().GetResult();
        _work = new Worker(_worker, TimeSpan.FromMilliseconds(1), TimeProvider.System).RunAsync(_end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _worker.DisposeAsync();
        await _coordinator.DisposeAsync();
        _end.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_answers_each_file_with_its_counts_and_its_hash()
    {
        var path = _folder.Write("x.txt", "one two two");
        var worker = await WorkerWithLoadAsync(0);

        Assert.True(_workers.Send(worker, new(Job: new(new(7, 3), path)), from: _me));

        var (sender, message) = await _inbox.ReceiveAsync(_end.Token);
        Assert.Equal(worker, sender);
        Assert.Equal(new(new(7, 3), TextFile.Read(path)!.Hash, Part: 0, Parts: 1, "one 1\ntwo 2"), message.Result);
    }

    [Fact]
    public async Task Many_words_come_in_parts()
    {
        var path = _folder.Write("x.txt", string.Join(' ', Enumerable.Range(0, 4_001)));
        var worker = await WorkerWithLoadAsync(0);

        _workers.Send(worker, new(Job: new(new(0, 1), path)), from: _me);

        for (var part = 0; part < 3; part++)
        {
            var result = (await _inbox.ReceiveAsync(_end.Token)).Message.Result!;
            Assert.Equal((part, 3), (result.Part, result.Parts));
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_said()
    {
        var worker = await WorkerWithLoadAsync(0);

        _workers.Send(worker, new(Job: new(new(0, 1), Path.Combine(_folder.Path, "gone.txt"))), from: _me);

        Assert.Null((await _inbox.ReceiveAsync(_end.Token)).Message.Result!.Hash);
    }

    [Fact]
    public async Task Its_load_is_current()
    {
        var path = _folder.Write("x.txt", "one");
        var worker = await WorkerWithLoadAsync(0);
        await using var watch = _workers.Monitor(ClusterSample.Workers.CountWords);

        for (var file = 0; file < 5; file++)
        {
            _workers.Send(worker, new(Job: new(new(file, 1), path)), from: _me);
        }

        var most = 0;
        var finished = 0;
        await foreach (var change in watch.WithCancellation(_end.Token))
        {
            // The sync with the worker may end only now, and is told of in between.
            if (change.Kind != ChangeKind.Updated)
            {
                continue;
            }

            most = Math.Max(most, change.Value.Load);
            finished += change.Value.Load < change.OldValue.Load ? 1 : 0;
            if (finished == 5)
            {
                break;
            }
        }

        Assert.InRange(most, 1, 5);
        await WorkerWithLoadAsync(0);
    }

    [Fact]
    public async Task It_ends_when_the_coordinator_crashes()
    {
        await WorkerWithLoadAsync(0);
        await _workers.ReplicatedAsync(_end.Token);

        _network.Crash("coordinator");

        Assert.Equal("the coordinator left (NodeDown)", await _work.WaitAsync(s_deadline));
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to()
    {
        await WorkerWithLoadAsync(0);

        await _end.CancelAsync();

        Assert.Equal("told to end", await _work.WaitAsync(s_deadline));
    }

    private async Task<Pid> WorkerWithLoadAsync(int load)
    {
        await using var watch = _workers.Monitor(ClusterSample.Workers.CountWords);
        foreach (var (_, pid, value) in watch.Snapshot)
        {
            if (value.Load == load)
            {
                return pid;
            }
        }

        await foreach (var change in watch.WithCancellation(_end.Token))
        {
            if (change.Kind is ChangeKind.Joined or ChangeKind.Updated && change.Value.Load == load)
            {
                return change.Pid;
            }
        }

        throw new InvalidOperationException("The scope was closed.");
    }
}
