using System.Diagnostics;

namespace PgRegistry.Gate.Peers;

/// <summary>What the second process has: one node or many that know the first one only, with the scope open or not.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly List<RegistryNode> _nodes = [];
    private readonly List<Workers> _scopes = [];
    private LockProbe? _probe;
    private Task<List<long>>? _seen;

    private Workers Workers => _scopes[0];

    /// <summary>Starts nodes that dial and are not dialled, so that they are peers of the one that they dial and not of each other.</summary>
    public async Task StartAsync(string seed, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _nodes.Add(await RegistryNode.StartAsync(Data.Options($"peer-{i}", seed)).ConfigureAwait(false));
        }

        Wait.Until(() => _nodes.All(node => node.Peers.Count == 1));
    }

    /// <summary>Opens the scope on every node, and waits until each has that many entries, and all of them. Returns the milliseconds.</summary>
    public double Open(int entries)
    {
        var start = Stopwatch.GetTimestamp();
        _scopes.AddRange(_nodes.Select(node => node.Open<Workers>()));
        Await(entries);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Waits until every node has that many entries, and all of them. Returns the moment.</summary>
    public long Await(int entries)
    {
        Wait.Until(() => _scopes.TrueForAll(scope => scope.Count == entries && scope.Peers is [{ IsComplete: true }]));
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Waits until all entries are here, however many. Returns the moment.</summary>
    public long AwaitComplete()
    {
        Wait.Until(() => Workers.Peers is [{ IsComplete: true }]);
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Waits until the first node has lost its link, and with it all that it held.</summary>
    public void AwaitSplit() => Wait.Until(() => _nodes[0].Peers.Count == 0 && Workers.Count == 0);

    public async Task CloseAsync()
    {
        foreach (var scope in _scopes)
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }

        _scopes.Clear();
    }

    /// <summary>Opens the scope without waiting, and writes to it while it fills.</summary>
    public void Probe()
    {
        _probe = new LockProbe(_nodes[0], () => _nodes[0].Open<Workers>());
        _scopes.Add(_probe.Workers);
    }

    public ProbeResult Probed()
    {
        var result = _probe!.Stop();
        _probe = null;
        return result;
    }

    /// <summary>Notes when the consumer of a monitor gets each of so many joins.</summary>
    public void Watch(int joins)
    {
        var monitor = Workers.MonitorScope();
        _seen = Task.Run(async () =>
        {
            using (monitor)
            {
                var moments = new List<long>(joins);
                await foreach (var change in monitor)
                {
                    if (change.Kind == ChangeKind.Joined)
                    {
                        moments.Add(Stopwatch.GetTimestamp());
                        if (moments.Count == joins)
                        {
                            break;
                        }
                    }
                }

                return moments;
            }
        });
    }

    public Task<List<long>> SeenAsync() => _seen!;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }
    }
}
