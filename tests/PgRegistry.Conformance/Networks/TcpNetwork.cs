namespace PgRegistry.Conformance.Networks;

/// <summary>
/// Nodes on loopback sockets, with a relay for each pair of them. Who dials whom is drawn from a seed; of each pair it is one side
/// alone, so that there is one way from node to node, and it can be cut.
/// </summary>
internal sealed class TcpNetwork(int seed) : IReplayNetwork
{
    private readonly Dictionary<string, TcpMember> _members = [];
    private readonly Dictionary<(string, string), TcpRelay> _relays = [];

    /// <summary>How long settling may take; only a failure ever takes so long.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyDictionary<string, RegistryNode>> StartAsync(IReadOnlyList<string> names)
    {
        var order = names.ToArray();
        new Random(seed).Shuffle(order);
        foreach (var name in order)
        {
            var seeds = new List<string>();
            foreach (var (earlier, member) in _members)
            {
                var relay = new TcpRelay(member.Endpoint);
                _relays.Add(Pair(name, earlier), relay);
                seeds.Add(relay.Address);
            }

            _members.Add(name, await TcpMember.StartAsync(name, seeds));
        }

        return _members.ToDictionary(member => member.Key, member => member.Value.Node);
    }

    public void Cut(string one, string other) => _relays[Pair(one, other)].Cut();

    public void Restore(string one, string other) => _relays[Pair(one, other)].Restore();

    public void Opened<TKey, TValue>(Scope<TKey, TValue> scope)
        where TKey : notnull => _members[scope.Node.Name].Scope = new ScopeWatch<TKey, TValue>(scope);

    public async ValueTask ClosingAsync(string node)
    {
        if (_members[node].Scope is { } scope)
        {
            _members[node].Scope = null;
            await scope.DisposeAsync();
        }
    }

    /// <remarks>
    /// The order matters. A link that is up here is new, not one that is about to be lost; so who is complete in the replayed scope is
    /// complete over that link. And then each node knows all instances whose word counts for <see cref="IScopeWatch.ReplicatedAsync"/>.
    /// </remarks>
    public async Task SettleAsync()
    {
        using var time = new CancellationTokenSource(Deadline);
        foreach (var (name, member) in _members)
        {
            await member.Links.SeesAsync(LinkedTo(name), time.Token);
        }

        var open = _members.Where(member => member.Value.Scope is not null).ToDictionary(member => member.Key, member => member.Value.Scope!);
        foreach (var (name, scope) in open)
        {
            await scope.SeesAsync([.. LinkedTo(name).Where(open.ContainsKey)], time.Token);
        }

        await Task.WhenAll(open.Values.Select(scope => scope.ReplicatedAsync(time.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_members.Values.Select(member => member.DisposeAsync().AsTask()));
        await Task.WhenAll(_relays.Values.Select(relay => relay.DisposeAsync().AsTask()));
    }

    private static (string, string) Pair(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private List<string> LinkedTo(string node) =>
        [.. _members.Keys.Where(other => other != node && !_relays[Pair(node, other)].IsCut)];
}
