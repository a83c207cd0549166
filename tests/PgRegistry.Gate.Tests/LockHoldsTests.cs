using PgRegistry.Gate.Peers;
using PgRegistry.Replication;

namespace PgRegistry.Gate.Tests;

/// <summary>What of a lock's holds is judged. No other class here touches the counters, which the process has once.</summary>
public sealed class LockHoldsTests
{
    private static readonly TimeSpan s_millisecond = TimeSpan.FromMilliseconds(1);

    private TimeSpan _time;
    private long _interruptions;

    // Read once, when the counters are first touched: which the constructor does.
    static LockHoldsTests() => AppContext.SetSwitch(LockHolds.Switch, true);

    public LockHoldsTests()
    {
        LockHolds.Clock = () => _time;
        LockHolds.Interruptions = () => _interruptions;
    }

    [Fact]
    public void Interrupted_holds_are_apart()
    {
        var found = Undisturbed(() =>
        {
            Hold(2);
            Hold(3);
            Hold(9, interruptions: 1);
            Hold(1);
        });

        Assert.Equal(new LockHolds.Found(3 * s_millisecond, 9 * s_millisecond, Count: 4, Collected: 0, Interrupted: 1, Long: 3), found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_interrupts_the_reading_of_the_clock_interrupts_the_hold(int reading)
    {
        var readings = 0;
        LockHolds.Clock = () =>
        {
            _interruptions += ++readings == reading ? 1 : 0;
            return _time;
        };

        var found = Undisturbed(() =>
        {
            readings = 0;
            Hold(5);
        });

        Assert.Equal((TimeSpan.Zero, 5 * s_millisecond, 1), (found.Longest, found.LongestInterrupted, found.Interrupted));
    }

    [Fact]
    public void No_length_counts_with_a_collection_in_it()
    {
        LockHolds.Take();
        var mark = LockHolds.Begin();
        _time += 2 * s_millisecond;
        GC.Collect();
        LockHolds.End(mark);

        Assert.Equal(new LockHolds.Found(TimeSpan.Zero, TimeSpan.Zero, Count: 1, Collected: 1, Interrupted: 0, Long: 0), LockHolds.Take());
    }

    [Fact]
    public void Holds_are_taken_once()
    {
        Undisturbed(() => Hold(2, interruptions: 1));

        Assert.Equal(default, LockHolds.Take());
    }

    [Theory]
    [InlineData(0.5, 3.9, 0.5)]
    [InlineData(0.5, 4.1, 4.1)]
    [InlineData(6, 4.1, 6)]
    public void An_interrupted_hold_is_judged_when_it_is_long_by_itself(double hold, double interrupted, double judged) =>
        Assert.Equal(judged, new ProbeResult(hold, interrupted, 2, 0, 1, 0, 0, 0, 0, 0).Judged);

    private void Hold(int milliseconds, int interruptions = 0)
    {
        var mark = LockHolds.Begin();
        _time += milliseconds * s_millisecond;
        _interruptions += interruptions;
        LockHolds.End(mark);
    }

    /// <summary>The holds of some work, which is done again should the process collect in one.</summary>
    private static LockHolds.Found Undisturbed(Action work)
    {
        const int Most = 100;
        for (var i = 0; i < Most; i++)
        {
            LockHolds.Take();
            work();
            var found = LockHolds.Take();
            if (found.Collected == 0)
            {
                return found;
            }
        }

        throw new InvalidOperationException($"Each of {Most} times a collection is said to have come between.");
    }
}
