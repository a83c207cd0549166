using PgRegistry.Replication;
using PgRegistry.TestKit.Simulation;
using PgRegistry.Tests.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Groups;

/// <summary>What a peer sent on a link that is not the link any more arrives late, and changes nothing (invariant 8).</summary>
public sealed class LateFrameTests
{
    private const ulong Instance = 5;
    private static readonly string[] Kinds = ["leave", "join", "update", "exit", "sync", "close", "goodbye"];

    [Fact]
    public async Task After_the_link_went_down()
    {
        foreach (var kind in Kinds)
        {
            await using var node = new RegistryNode(new() { Name = "b", TimeProvider = new ManualTime() });
            var scope = node.Open<Places>().Scope;
            using var own = scope.Register(new Places.Key(1), new Places.Value(1));
            var (peer, instance) = Attach(node, 1);
            Assert.Equal(3, scope.Count);
            using var watch = scope.MonitorScope();
            peer.End();
            Assert.Equal(2, watch.ReadAvailable().Count(change => change.Reason == LeaveReason.NodeDown));

            Say(peer, kind, instance);
            Assert.Empty(watch.ReadAvailable());
            Assert.Equal(own.Pid, Assert.Single(scope.Entries()).Pid);
            Assert.Empty(scope.Peers);
            Assert.Empty(node.Peers);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_another_link_took_its_place(bool isAnotherIncarnation)
    {
        foreach (var kind in Kinds)
        {
            await using var node = new RegistryNode(new() { Name = "b", TimeProvider = new ManualTime() });
            var scope = node.Open<Places>().Scope;
            var (former, instance) = Attach(node, 1);
            if (isAnotherIncarnation)
            {
                former.End();
            }

            var (next, _) = Attach(node, isAnotherIncarnation ? 2UL : 1UL, use: 2);
            using var watch = scope.MonitorScope();
            var before = scope.Entries().ToHashSet();
            Assert.Equal(2, before.Count);
            Say(former, kind, instance);
            former.End();
            Assert.Empty(watch.ReadAvailable());
            Assert.True(before.SetEquals(scope.Entries()), $"a late {kind} changed {string.Join("; ", scope.Entries())}");
            Assert.Equal([next.Remote], node.Peers);
            Assert.True(Assert.Single(scope.Peers).IsComplete);

            // On the link that is in use the same counts.
            Say(next, kind, instance);
            Assert.False(before.SetEquals(scope.Entries()), $"a {kind} in time changed nothing");
        }
    }

    [Fact]
    public async Task After_the_scope_was_closed_there()
    {
        foreach (var kind in Kinds.Except(["close", "goodbye"]))
        {
            await using var node = new RegistryNode(new() { Name = "b", TimeProvider = new ManualTime() });
            var scope = node.Open<Places>().Scope;
            var (peer, instance) = Attach(node, 1);
            peer.Say(FrameKind.ScopeClosed, (long)Instance);
            Assert.Equal(0, scope.Count);
            Say(peer, kind, instance);
            Assert.Equal(0, scope.Count);
            Assert.Empty(scope.Keys());
            Assert.Empty(scope.Peers);
            Assert.Equal([peer.Remote], node.Peers);
        }
    }

    /// <summary>A peer with two entries, of the processes 1 and 2 in the slots 0 and 1, and the instance that the node's scope has.</summary>
    private static (RawPeer Peer, long Instance) Attach(RegistryNode node, ulong incarnation, long use = 1)
    {
        var peer = new RawPeer(node, incarnation, isUsed: false);
        peer.Say(FrameKind.Use, use);
        var own = Assert.Single(peer.Discovers());
        peer.Discover(own, Instance);
        peer.Discovers();
        var chunk = new FrameBuffer();
        WriteEntry(chunk, slot: 0, tag: 1, serial: 1);
        WriteEntry(chunk, slot: 1, tag: 2, serial: 2);
        Sync(peer, (long)own.Instance, chunk, 2);
        return (peer, (long)own.Instance);
    }

    private static void Say(RawPeer peer, string kind, long instance)
    {
        var record = new FrameBuffer();
        switch (kind)
        {
            case "leave":
                OperationCodec.WriteLeave(record, 0, 1, LeaveReason.Unregistered);
                break;
            case "join":
                OperationCodec.WriteJoin(record, 2, 3, [0x91, 7, 0x91, 7]);
                break;
            case "update":
                OperationCodec.WriteUpdate(record, 0, 1, [0x91, 7]);
                break;
            case "exit":
                OperationCodec.WriteEnd(record, 1);
                break;
            case "sync":
                Sync(peer, instance, new FrameBuffer(), 3);
                return;
            case "close":
                peer.Say(FrameKind.ScopeClosed, (long)Instance);
                return;
            default:
                peer.Say(FrameKind.Goodbye);
                return;
        }

        peer.Say(FrameKind.Delta, [instance, (long)Instance, 3, 3], record);
    }

    private static void Sync(RawPeer peer, long instance, FrameBuffer chunk, long last)
    {
        peer.Say(FrameKind.SyncBegin, instance, (long)Instance, last);
        peer.Say(FrameKind.SyncChunk, [instance, (long)Instance, 0, last], chunk);
        peer.Say(FrameKind.SyncEnd, instance, (long)Instance, last);
    }

    private static void WriteEntry(FrameBuffer output, byte slot, byte tag, byte serial) =>
        output.Append([slot, tag, serial, 0x91, 1, 0x91, 1]);
}
