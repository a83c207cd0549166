namespace PgRegistry.Gate.Peers;

/// <summary>A node in this process with the scope open, and a second process for its peers, over TCP on loopback.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private Pair(RegistryNode node)
    {
        Node = node;
        Workers = node.Open<Workers>();
    }

    public RegistryNode Node { get; }

    public Workers Workers { get; }

    public PeerProcess Peer { get; } = new();

    /// <summary>The peers are linked, and have not opened the scope.</summary>
    public static async Task<Pair> StartAsync(int peers = 1, Func<PeerProcess, Task>? prepare = null)
    {
        var pair = new Pair(await RegistryNode.StartAsync(new RegistryNodeOptions { Name = "origin", Listen = "127.0.0.1:0" }).ConfigureAwait(false));
        await (prepare?.Invoke(pair.Peer) ?? Task.CompletedTask).ConfigureAwait(false);
        await pair.Peer.AskAsync($"start {pair.Node.Address!} {peers}").ConfigureAwait(false);
        return pair;
    }

    /// <summary>The peer reaches the node through a relay, and no other way.</summary>
    public static async Task<Pair> StartAsync(Relay relay)
    {
        var pair = new Pair(await RegistryNode.StartAsync(
            new RegistryNodeOptions { Name = "origin", Listen = $"127.0.0.1:{relay.Target}", Advertise = relay.Address }).ConfigureAwait(false));
        await pair.Peer.AskAsync($"start {relay.Address} 1").ConfigureAwait(false);
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync().ConfigureAwait(false);
        await Node.DisposeAsync().ConfigureAwait(false);
    }
}
