using Microsoft.Extensions.Logging;
using PgRegistry.Cluster;
using PgRegistry.TestKit;
using PgRegistry.Tests.Hosting;
using PgRegistry.Wire;

namespace PgRegistry.Tests;

/// <summary>
/// Two nodes on one clock that a test moves; "a" dials "b", perhaps through a relay, and "b" does not dial. Heartbeats go every second, and
/// after ten without an echo a link is down.
/// </summary>
internal sealed class TcpPair : IAsyncDisposable
{
    public const int TimeoutSteps = 10;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Recorder _log;
    private readonly Beats _heardByA = new();
    private readonly Beats _heardByB = new();
    private int _steps;

    private TcpPair(ManualTime time, Recorder log, RegistryNode a, RegistryNode b)
    {
        (Time, A, B, _log) = (time, a, b, log);
        (OnA, OnB) = (a.Open<TcpWorkers>(), b.Open<TcpWorkers>());
        Listen(a, _heardByA.Add);
        Listen(b, kind =>
        {
            _heardByB.Add(kind);
            AfterFrameOfA?.Invoke(kind);
        });
    }

    /// <summary>Called on the thread of "b" that receives from "a".</summary>
    public event Action<FrameKind>? AfterFrameOfA;

    public ManualTime Time { get; }

    public RegistryNode A { get; }

    public RegistryNode B { get; }

    public TcpWorkers OnA { get; }

    public TcpWorkers OnB { get; }

    /// <summary>That both nodes were linked, and nothing has happened to a link since.</summary>
    public bool IsTheFirstLink => _log.Events.Where(line => line is "PgRegistry.Node 1" or "PgRegistry.Node 2" or "PgRegistry.Node 3" or "PgRegistry.Node 4")
        .SequenceEqual(["PgRegistry.Node 1", "PgRegistry.Node 1"]);

    /// <summary>When it returns, each scope knows all of the other.</summary>
    public static async Task<TcpPair> StartAsync(TcpRelay? relay = null, Func<string, string[], RegistryNodeOptions>? optionsFor = null, ManualTime? time = null, params string[] moreSeeds)
    {
        time ??= new ManualTime();
        var log = new Recorder();
        using var logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(log));
        var toB = Options("b", time, [], optionsFor);
        toB.Listen = FreePort.NextAddress();
        toB.Advertise = relay?.Address;
        if (relay is not null)
        {
            relay.Target = toB.Listen;
        }

        toB.LoggerFactory = logs;
        var b = await RegistryNode.StartAsync(toB);
        var toA = Options("a", time, [b.Address!, .. moreSeeds], optionsFor);
        toA.Listen = null;
        toA.LoggerFactory = logs;
        var pair = new TcpPair(time, log, await RegistryNode.StartAsync(toA), b);
        await pair.CompleteAsync();
        return pair;
    }

    public static RegistryNodeOptions Options(string name, ManualTime time, string[] seeds, Func<string, string[], RegistryNodeOptions>? optionsFor = null)
    {
        var options = (optionsFor ?? TcpNode.Options)(name, seeds);
        options.TimeProvider = time;
        options.HeartbeatInterval = Interval;
        options.HeartbeatTimeout = TimeoutSteps * Interval;
        options.ConnectTimeout = TimeSpan.FromMinutes(10);

        // Nobody moves the clock at the end of a test.
        options.DrainTimeout = TimeSpan.Zero;
        return options;
    }

    /// <summary>Waits until each scope knows all of the other. Heartbeats count from here on.</summary>
    public async Task CompleteAsync()
    {
        await CompleteAsync(OnA, "b");
        await CompleteAsync(OnB, "a");
        _steps = 0;
        _heardByA.Reset();
        _heardByB.Reset();
    }

    public static async Task CompleteAsync(TcpWorkers scope, string peer)
    {
        await using var watch = scope.MonitorScope();
        await using var changes = watch.GetAsyncEnumerator(Deadline.Token());
        while (!scope.Peers.Any(known => known.Node.Name == peer && known.IsComplete))
        {
            Assert.True(await changes.MoveNextAsync());
        }
    }

    /// <summary>One interval passes, and each side hears a heartbeat of the other. Blocks the caller; needs no thread of the pool.</summary>
    public void Step()
    {
        Time.Advance(Interval);
        _steps++;
        CatchUp();
    }

    /// <summary>One interval passes, and each side has a look at its links; what is heard is waited for only where something is.</summary>
    public void StepUnheard(bool isHeardByA = false, bool isHeardByB = false)
    {
        Time.Advance(Interval);
        _steps++;
        A.Core.Tick();
        B.Core.Tick();
        _heardByA.Wait(isHeardByA ? _steps : 0);
        _heardByB.Wait(isHeardByB ? _steps : 0);
    }

    /// <summary>Each side hears what was said meanwhile.</summary>
    public void CatchUp()
    {
        _heardByA.Wait(_steps);
        _heardByB.Wait(_steps);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(A.DisposeAsync().AsTask(), B.DisposeAsync().AsTask()).WaitAsync(Deadline.Length);

    private static void Listen(RegistryNode node, Action<FrameKind> heard) =>
        ((TcpMesh)node.Network!).Context!.AfterFrame = (frame, sender) =>
        {
            if (sender.Name is "a" or "b")
            {
                heard((FrameKind)frame[1]);
            }
        };

    /// <summary>A count that a thread can wait for without the pool.</summary>
    private sealed class Beats
    {
        private readonly object _lock = new();
        private int _count;

        public void Add(FrameKind kind)
        {
            lock (_lock)
            {
                _count += kind == FrameKind.Heartbeat ? 1 : 0;
                Monitor.PulseAll(_lock);
            }
        }

        public void Reset()
        {
            lock (_lock)
            {
                _count = 0;
            }
        }

        public void Wait(int count)
        {
            lock (_lock)
            {
                while (_count < count)
                {
                    Assert.True(Monitor.Wait(_lock, Deadline.Length), $"heartbeat {count} was not heard, only {_count}");
                }
            }
        }
    }
}
