using System.Runtime.CompilerServices;

namespace PgRegistry.Tests.Behaviour;

/// <summary>What lives on after a scope was closed keeps nothing of it: memory is bounded by what is there (invariant 10).</summary>
public sealed class ClosedScopeMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_lives_on_keeps_nothing_of_a_scope_that_was_closed(bool withInbox)
    {
        await using var node = await Nodes.StartAsync();
        using var process = node.Spawn();
        var value = RegisterAndClose(node, process, withInbox);
        var deadline = Deadline.Token();
        while (value.IsAlive)
        {
            deadline.ThrowIfCancellationRequested();
            GC.Collect();
            await Task.Yield();
        }

        // And in the next one it is registered, and ends, as ever.
        Assert.True(process.IsAlive);
        var again = node.Open<Workers>();
        again.Register(process, Nodes.Orders, Nodes.Load(2));
        process.Dispose();
        Assert.Equal(0, again.Count);
    }

    /// <summary>The value of an entry is kept for as long as anything of the scope's store is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RegisterAndClose(RegistryNode node, LocalProcess process, bool withInbox)
    {
        var workers = node.Open<Workers>();
        var value = Nodes.Load(1);
        workers.Register(process, Nodes.Orders, value);
        if (withInbox)
        {
            workers.OpenInbox(process);
        }

        workers.DisposeAsync().AsTask().Wait(Deadline.Length);
        return new WeakReference(value);
    }
}
