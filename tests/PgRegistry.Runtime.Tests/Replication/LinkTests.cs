using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Replication;

/// <summary>Which connection is the link, as time goes by.</summary>
public sealed class LinkTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_link_that_waited_long_for_its_turn_is_not_taken_for_silent()
    {
        await using var node = new RegistryNode(new() { Name = "b", TimeProvider = _time });
        var former = new RawPeer(node, 1);
        var next = new RawPeer(node, 2, isUsed: false);
        next.Say(FrameKind.Use, 1);
        for (var i = 0; i < 20 && former.ClosedBecause is null; i++)
        {
            Pass(node, TimeSpan.FromSeconds(0.5));
        }

        Assert.NotNull(former.ClosedBecause);
        former.End();
        Assert.Equal([next.Remote], node.Peers);
        Pass(node, TimeSpan.FromSeconds(0.5));
        Assert.Null(next.ClosedBecause);
    }

    [Fact]
    public async Task A_link_that_was_replaced_is_given_up_with_its_successor()
    {
        // The other side may never have heard of the successor, and use the former one on, of which this side no longer listens to anything.
        await using var node = new RegistryNode(new() { Name = "a", TimeProvider = _time });
        var former = new RawPeer(node, 1, isUsed: false, name: "z");
        var successor = new RawPeer(node, 1, isUsed: false, name: "z");
        Assert.Null(former.ClosedBecause);
        Assert.Equal([successor.Remote], node.Peers);

        successor.End();

        Assert.Empty(node.Peers);
        Assert.NotNull(former.ClosedBecause);
    }

    [Fact]
    public async Task Names_of_peers_that_are_gone_are_not_kept_for_ever()
    {
        await using var node = new RegistryNode(new() { Name = "z", TimeProvider = _time });
        for (var i = 0; i < 100; i++)
        {
            var peer = new RawPeer(node, 1, name: $"pod-{i}");
            if (i % 2 == 0)
            {
                peer.Say(FrameKind.Goodbye);
            }

            peer.End();
        }

        Assert.Equal(100, node.Core.KnownNames);
        for (var i = 0; i < 60; i++)
        {
            Pass(node, TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal(0, node.Core.KnownNames);
        var again = new RawPeer(node, 2, name: "pod-1");
        Assert.Equal([again.Remote], node.Peers);
        Assert.Equal(1, node.Core.KnownNames);
    }

    [Fact]
    public async Task No_scope_speaks_on_a_link_before_the_list_of_open_scopes()
    {
        await using var node = new RegistryNode(new() { Name = "b", TimeProvider = _time });
        var scope = new ListeningScope();
        node.Core.Open(scope);
        _ = new RawPeer(node, 1, onWake: peer => peer.Pull());
        Assert.Equal([true], scope.Pulls.Distinct());
    }

    private void Pass(RegistryNode node, TimeSpan time)
    {
        _time.Advance(time);
        node.Core.Tick();
    }

    /// <summary>Notes for each time it is asked for frames whether the list of open scopes had been sent before.</summary>
    private sealed class ListeningScope : IScopeCore
    {
        public List<bool> Pulls { get; } = [];

        public string Name => "listening";

        public ulong Instance => 77;

        public bool Pull(NodeId node, long link, FrameBuffer output, int budget, bool isBrief)
        {
            ReadOnlySpan<byte> list = [0x92, (byte)FrameKind.OpenScopes, (byte)Instance];
            Pulls.Add(output.WrittenSpan.IndexOf(list) >= 0);
            return false;
        }

        public void LinkUp(NodeId node, long link)
        {
        }

        public void PeerGone(NodeId node, LeaveReason reason)
        {
        }

        public void PeerScopeClosed(NodeId node, ulong instance)
        {
        }

        public void PeerHasOpen(NodeId node, ReadOnlySpan<ulong> instances)
        {
        }

        public void ReceiveDiscover(NodeId node, in DiscoverFrame frame)
        {
        }

        public void Receive(NodeId node, ulong from, FrameKind kind, ref MessagePackReader reader)
        {
        }

        public void Tick()
        {
        }

        public void ReceiveMessage(NodeId node, ReadOnlySpan<ulong> serials, Pid sender, ReadOnlySpan<byte> payload)
        {
        }
    }
}
