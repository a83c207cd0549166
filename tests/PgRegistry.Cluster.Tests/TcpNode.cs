using System.Net;
using Microsoft.Extensions.Logging;
using PgRegistry.Cluster;
using PgRegistry.Replication;

namespace PgRegistry.Tests;

/// <summary>A core and a mesh without scopes, and everything that they have reported.</summary>
internal sealed class TcpNode : ICoreEvents, ILogger, IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiting = [];
    private readonly List<(int Id, LogLevel Level, string Text)> _log = [];
    private readonly List<string> _events = [];

    public TcpNode(RegistryNodeOptions options, ulong incarnation, (int, int)? versions = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        Assert.Empty(options.Problems());
        Id = new NodeId(options.Name, incarnation);
        var settings = new NodeSettings { HeartbeatInterval = options.HeartbeatInterval, HeartbeatTimeout = options.HeartbeatTimeout };
        Core = new NodeCore(Id, settings, this, options.TimeProvider);
        options.Versions = versions ?? (1, 1);
        Mesh = new TcpMesh(options, Id, this, resolve);
    }

    public NodeId Id { get; }

    public NodeCore Core { get; }

    public TcpMesh Mesh { get; }

    /// <summary>Such as "up b", "down b", "left b".</summary>
    public IReadOnlyList<string> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Connections after the handshake that have not ended.</summary>
    public int Connections => Logged(1001).Count - Logged(1002).Count;

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_lock)
            {
                return [.. _log.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text)];
            }
        }
    }

    public static RegistryNodeOptions Options(string name, params string[] seeds) => new()
    {
        Name = name,
        Listen = "127.0.0.1:0",
        Seeds = [.. seeds],
        HeartbeatInterval = TimeSpan.FromMilliseconds(100),
        HeartbeatTimeout = TimeSpan.FromSeconds(10),
        MaxRedialDelay = TimeSpan.FromMilliseconds(50),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };

    public static Task<TcpNode> StartAsync(string name, params string[] seeds) => StartAsync(Options(name, seeds));

    public static async Task<TcpNode> StartAsync(
        RegistryNodeOptions options, ulong incarnation = 1, (int, int)? versions = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var node = new TcpNode(options, incarnation, versions, resolve);
        await node.Mesh.StartAsync(node.Core, TestContext.Current.CancellationToken);
        return node;
    }

    public IReadOnlyList<string> Logged(int id)
    {
        lock (_lock)
        {
            return [.. _log.Where(line => line.Id == id).Select(line => line.Text)];
        }
    }

    /// <summary>Every line, at every level.</summary>
    public IReadOnlyList<string> AllLogged
    {
        get
        {
            lock (_lock)
            {
                return [.. _log.Select(line => line.Text)];
            }
        }
    }

    public int Count(string happened) => Events.Count(text => text == happened);

    public Task Until(string happened, int times = 1) => Until(() => Count(happened) >= times, $"{times} × {happened}");

    /// <summary>Looks again whenever something was reported.</summary>
    public async Task Until(Func<bool> condition, string what)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((condition, met));
        }

        Look();
        try
        {
            await met.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Id} waited for: {what}. It saw: {string.Join("; ", Events)}. It logged:\n{string.Join('\n', _log)}");
        }
    }

    /// <summary>As a node that stops properly.</summary>
    public async Task LeaveAsync(TimeSpan drain)
    {
        Core.BeginLeaving();
        await Mesh.StopAsync(drain).WaitAsync(Deadline);
    }

    public async ValueTask DisposeAsync() => await Mesh.DisposeAsync().AsTask().WaitAsync(Deadline);

    void ICoreEvents.SchemaRefused(string scope, NodeId node, string difference) => Note($"schema {difference}");

    void ICoreEvents.MessagesRefused(string scope, NodeId node, string difference) => Note($"messages {difference}");

    void ICoreEvents.CasesUnknown(string scope, NodeId node, string cases) => Note($"cases {cases}");

    void ICoreEvents.OutOfSequence(string scope, NodeId node, long expected, long found) => Note("sequence");

    void ICoreEvents.PeerUp(NodeId node, bool replaced)
    {
        Mesh.OnPeerUp(node);
        Note(replaced ? $"replaced {node.Name}" : $"up {node.Name}");
    }

    void ICoreEvents.PeerGone(NodeId node, LeaveReason reason, string detail)
    {
        Mesh.OnPeerGone(node, reason);
        Note(reason == LeaveReason.NodeLeft ? $"left {node.Name}" : $"down {node.Name}");
    }

    void ICoreEvents.AddressLearned(string name, string address)
    {
        Mesh.AddressLearned(name, address);
        Note($"{name} at {address}");
    }

    void ICoreEvents.NameInUse(NodeId claimant, NodeId holder) => Note($"in use {holder.Name}");

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
        {
            _log.Add((eventId.Id, logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}"));
        }

        Look();
    }

    private void Note(string happened)
    {
        lock (_lock)
        {
            _events.Add(happened);
        }

        Look();
    }

    private void Look()
    {
        lock (_lock)
        {
            _waiting.RemoveAll(waiting => waiting.Condition() && waiting.Met.TrySetResult());
        }
    }
}
