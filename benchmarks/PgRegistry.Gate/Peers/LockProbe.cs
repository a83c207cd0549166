using System.Diagnostics;
using PgRegistry.Replication;

namespace PgRegistry.Gate.Peers;

/// <summary>
/// For how long scopes' locks are held at most, by the runtime's own counter, in the processor time of the thread that holds one, and apart from the
/// holds in which the processor was taken from it: what a machine takes that away for is not the lock's, and a virtual machine that
/// takes it away has it count as the thread's time. And what a writer feels of it: a thread makes one small write after the other and
/// keeps the longest time that one took. What the machine adds to that shows in writes to another scope, which take turns with these.
/// </summary>
internal sealed class LockProbe
{
    /// <summary>Between two writes: often enough to meet long holds, and does not fill a core.</summary>
    private const uint Gap = 50;

    private readonly RegistryNode _node;
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private ProbeResult _result = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>What is held while the scope is opened counts already.</summary>
    public LockProbe(RegistryNode node, Func<Workers> open)
    {
        LockHolds.Take();
        _node = node;
        Workers = open();
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public Workers Workers { get; }

    /// <summary>Has holds counted; before the first scope is opened.</summary>
    public static void Prepare()
    {
        AppContext.SetSwitch(LockHolds.Switch, true);
        LockHolds.Clock = Native.ThreadTime;
        LockHolds.Interruptions = Native.ThreadInterruptions;
    }

    public ProbeResult Stop()
    {
        _isStopping = true;
        _thread.Join();
        return _result;
    }

    private void Run()
    {
        using var me = _node.Spawn();
        using var numbers = _node.Open<Numbers>();
        var key = new Workers.Key("probe", -1);
        var value = new Workers.Value("probe", 0);
        var number = new Numbers.Key(-1);
        var numberValue = new Numbers.Value("probe", 0);
        var (longest, elsewhere, writes) = (0.0, 0.0, 0);
        var pauses = GC.GetTotalPauseDuration();

        // The first calls are compiled in a write's time.
        Write(() => Workers.Register(me, key, value));
        Write(() => numbers.Register(me, number, numberValue));
        while (!_isStopping)
        {
            longest = Math.Max(longest, Write(() => Workers.Register(me, key, value)));
            elsewhere = Math.Max(elsewhere, Write(() => numbers.Register(me, number, numberValue)));
            writes++;
            Native.SleepMicroseconds(Gap);
        }

        var holds = LockHolds.Take();
        _result = new ProbeResult(
            holds.Longest.TotalMilliseconds,
            holds.LongestInterrupted.TotalMilliseconds,
            holds.Count,
            holds.Collected,
            holds.Interrupted,
            holds.Long,
            longest,
            elsewhere,
            (GC.GetTotalPauseDuration() - pauses).TotalMilliseconds,
            writes);
    }

    /// <summary>Milliseconds of one write, without the collector's pauses.</summary>
    private static double Write(Func<IDisposable> register)
    {
        var pauses = GC.GetTotalPauseDuration();
        var collections = Collections();
        var start = Stopwatch.GetTimestamp();
        var registration = register();
        var time = Stopwatch.GetElapsedTime(start);
        registration.Dispose();
        if (Collections() != collections && GC.GetTotalPauseDuration() == pauses)
        {
            // A pause is added up shortly after it has ended.
            Thread.Sleep(1);
        }

        return (time - (GC.GetTotalPauseDuration() - pauses)).TotalMilliseconds;
    }

    private static int Collections() => GC.CollectionCount(0) + GC.CollectionCount(2);
}
