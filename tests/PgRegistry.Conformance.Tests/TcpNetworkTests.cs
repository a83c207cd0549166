using PgRegistry.Conformance.Networks;
using PgRegistry.Conformance.Scopes;

namespace PgRegistry.Conformance.Tests;

public sealed class TcpNetworkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_cut_takes_one_link_and_no_other_and_is_undone(int seed)
    {
        await using var network = new TcpNetwork(seed);
        var nodes = await network.StartAsync(["a", "b", "c"]);
        await network.SettleAsync();
        Assert.Equal(("bc", "ac", "ab"), (PeersOf("a"), PeersOf("b"), PeersOf("c")));

        network.Cut("c", "a");
        await network.SettleAsync();
        Assert.Equal(("b", "ac", "b"), (PeersOf("a"), PeersOf("b"), PeersOf("c")));

        network.Cut("a", "b");
        await network.SettleAsync();
        Assert.Equal(("", "c", "b"), (PeersOf("a"), PeersOf("b"), PeersOf("c")));

        network.Restore("a", "c");
        await network.SettleAsync();
        Assert.Equal(("c", "c", "ab"), (PeersOf("a"), PeersOf("b"), PeersOf("c")));

        string PeersOf(string name) => string.Concat(nodes[name].Peers.Select(peer => peer.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task When_it_has_settled_others_have_what_was_done_and_what_was_closed_is_gone()
    {
        await using var network = new TcpNetwork(seed: 1);
        var nodes = await network.StartAsync(["a", "b", "c"]);
        var scopes = nodes.Values.Select(node => node.Open<DuplicateKeys>()).ToDictionary(scope => scope.Node.Name);
        foreach (var scope in scopes.Values)
        {
            network.Opened(scope.Scope);
        }

        using var process = nodes["a"].Spawn();
        for (var i = 1; i <= 50; i++)
        {
            scopes["a"].Register(process, new("orders", i), new("primary", i));
            await network.SettleAsync();
            Assert.Equal((i, i), (scopes["b"].Count, scopes["c"].Count));
        }

        await network.ClosingAsync("a");
        await scopes["a"].DisposeAsync();
        await network.SettleAsync();
        Assert.Equal((0, 0), (scopes["b"].Count, scopes["c"].Count));
    }

    [Fact]
    public async Task What_does_not_settle_is_said()
    {
        await using var network = new TcpNetwork(seed: 1);
        var nodes = await network.StartAsync(["a", "b"]);
        await network.SettleAsync();

        await nodes["b"].DisposeAsync();
        network.Deadline = TimeSpan.FromMilliseconds(100);
        var unsettled = await Assert.ThrowsAsync<UnsettledException>(network.SettleAsync);
        Assert.Equal(
            "Node a does not settle. Expected: Links has all entries of [b], and some of others: []. Found: Links has all entries of [], and some of others: [].",
            unsettled.Message);

        await nodes["a"].DisposeAsync();
        unsettled = await Assert.ThrowsAsync<UnsettledException>(network.SettleAsync);
        Assert.Contains("closed", unsettled.Found, StringComparison.Ordinal);
    }
}
