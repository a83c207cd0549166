using PgRegistry.Processes;

namespace PgRegistry.Tests.Processes;

public sealed class ProcessTableTests
{
    private readonly ProcessTable _table = new(new NodeId("a", 1), static _ => { });

    [Fact]
    public void Processes_that_ended_leave_nothing_behind_and_one_that_lives_keeps_only_its_page()
    {
        var processes = Enumerable.Range(0, 1000).Select(_ => _table.Spawn()).ToArray();
        Assert.InRange(_table.PageCount, 2, 17);
        var survivor = processes[500];
        foreach (var process in processes.Where(process => process != survivor))
        {
            process.Dispose();
        }

        Assert.True(_table.IsAlive(survivor.Pid.Serial));
        Assert.False(_table.IsAlive(survivor.Pid.Serial - 1));
        Assert.False(_table.IsAlive(processes[0].Pid.Serial));

        // Its own, and the one in which numbers are still to be given.
        Assert.Equal(2, _table.PageCount);
        survivor.Dispose();
        Assert.Equal(1, _table.PageCount);
        Assert.False(_table.IsAlive(survivor.Pid.Serial));
    }

    [Fact]
    public void Numbers_that_nobody_has_or_that_are_still_to_be_given_are_not_alive()
    {
        var process = _table.Spawn();
        Assert.False(_table.IsAlive(0));
        Assert.False(_table.IsAlive(process.Pid.Serial + 1));
        Assert.False(_table.IsAlive(ulong.MaxValue));
    }

    [Fact]
    public void Who_ends_a_process_while_scopes_are_told_tells_them_too_and_later_nobody_is_told()
    {
        var process = _table.Spawn();
        var scope = new Scope();
        var tie = new ProcessTie(scope);
        Assert.True(process.TryAttach(tie));
        scope.OnEnded = () =>
        {
            Assert.False(process.IsAlive);
            Assert.False(process.TryAttach(tie));
            Assert.False(process.TryAttach(new ProcessTie(scope)));
            Assert.False(process.Ended.IsCancellationRequested);
            scope.OnEnded = () => { };
            process.Dispose();
        };
        process.Dispose();
        Assert.Equal(2, scope.Told);
        Assert.True(process.Ended.IsCancellationRequested);
        process.Dispose();
        _table.Close();
        Assert.Equal(2, scope.Told);
    }

    [Fact]
    public void The_end_of_the_node_is_told_to_every_scope_that_is_open()
    {
        Scope[] scopes = [new(), new(), new()];
        var ties = Array.ConvertAll(scopes, scope => new ProcessTie(scope));
        var process = _table.Spawn();
        Assert.All(ties, tie => Assert.True(process.TryAttach(tie)));
        Assert.True(process.TryAttach(ties[0]));
        ties[1].Cut();
        _table.Close();
        Assert.Equal([1, 0, 1], scopes.Select(scope => scope.Told));
        Assert.False(process.IsAlive);
        Assert.Throws<ObjectDisposedException>(_table.Spawn);
    }

    private sealed class Scope : IProcessScope
    {
        public int Told { get; private set; }

        public Action OnEnded { get; set; } = static () => { };

        public void ProcessEnded(ulong serial)
        {
            Told++;
            OnEnded();
        }
    }
}
