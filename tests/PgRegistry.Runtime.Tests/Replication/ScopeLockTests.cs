using PgRegistry.Replication;

namespace PgRegistry.Tests.Replication;

public sealed class ScopeLockTests
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    [Fact]
    public void Who_waits_goes_before_who_lets_others_in()
    {
        for (var round = 0; round < 50; round++)
        {
            // However busy the machine is.
            var gate = new ScopeLock(mostSpins: int.MaxValue);
            var order = new List<string>();
            Thread waiter;
            using (gate.Enter())
            {
                waiter = Start(gate, () => order.Add("waiter"));
            }

            gate.LetOthersIn();
            using (gate.Enter())
            {
                order.Add("slicer");
            }

            Assert.True(waiter.Join(Late));
            Assert.Equal(["waiter", "slicer"], order);
        }
    }

    [Fact]
    public void Nobody_is_waited_for_when_nobody_waits()
    {
        var gate = new ScopeLock();
        gate.LetOthersIn();
        using (gate.Enter())
        {
            using (gate.Enter())
            {
                Assert.False(gate.IsAwaited);
            }
        }

        gate.LetOthersIn();
    }

    /// <summary>User code that is called under the lock may come back to the scope: it must not wait for those who wait for it.</summary>
    [Fact]
    public void Who_holds_it_lets_nobody_in()
    {
        var gate = new ScopeLock();
        Thread waiter;
        using (gate.Enter())
        {
            waiter = Start(gate, () => { });
            gate.LetOthersIn();
            Assert.True(gate.IsAwaited);
        }

        Assert.True(waiter.Join(Late));
    }

    [Fact]
    public void A_waiter_that_was_interrupted_is_waited_for_no_more()
    {
        var gate = new ScopeLock();
        Exception? seen = null;
        using (gate.Enter())
        {
            var waiter = Start(gate, () => { }, e => seen = e);
            waiter.Interrupt();
            Assert.True(waiter.Join(Late));
        }

        Assert.IsType<ThreadInterruptedException>(seen);
        Assert.False(gate.IsAwaited);
        gate.LetOthersIn();
    }

    /// <summary>Returns when the thread waits for the lock, which the caller holds.</summary>
    private static Thread Start(ScopeLock gate, Action inside, Action<Exception>? failed = null)
    {
        var thread = new Thread(() =>
        {
            try
            {
                using (gate.Enter())
                {
                    inside();
                }
            }
            catch (ThreadInterruptedException e)
            {
                failed?.Invoke(e);
            }
        });
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => gate.IsAwaited, Late));
        return thread;
    }
}
