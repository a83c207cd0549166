namespace PgRegistry.Network.Agents;

/// <summary>One opening of the scope on the agent's node, with what lives in it and who watches it.</summary>
internal sealed class AgentSession : IAsyncDisposable
{
    private readonly Things _things;
    private readonly Task _following;
    private Churn? _churn;

    public AgentSession(RegistryNode node, AgentOutput output, int entries)
    {
        _things = node.Open<Things>();
        View = new View(_things, output);

        // The same for each run: what differs between runs is time.
        Population = new Population(node, _things, seed: node.Name.Sum(static letter => letter));

        // Ahead of everything else, and with room enough that it is told of every single change.
        var monitor = _things.MonitorScope(new MonitorOptions { Capacity = 1 << 20 });
        _following = Task.Run(async () =>
        {
            try
            {
                await View.FollowAsync(monitor);
            }
            catch (Exception e)
            {
                output.Tell("wrong", $"the monitor failed: {e}".ReplaceLineEndings(" "));
            }
        });
        Population.Register(entries);
    }

    public View View { get; }

    public Population Population { get; }

    public int Count => _things.Count;

    /// <summary>The node's own entries, for others to compare with. Exact when nothing changes.</summary>
    public Digest Own(NodeId node) => Digest.ByOrigin(_things.Entries()).GetValueOrDefault(node);

    /// <summary>So many changes a second from now on; with 0, none when this returns.</summary>
    public void Churn(int perSecond)
    {
        _churn?.Dispose();
        _churn = perSecond > 0 ? new Churn(Population, perSecond) : null;
    }

    public async ValueTask DisposeAsync()
    {
        Churn(0);
        await _things.DisposeAsync();
        Population.Dispose();
        await _following;
    }
}
