using PgRegistry.Replication;
using PgRegistry.Store;
using PgRegistry.TestKit.Simulation;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Replication;

/// <summary>Frames that nobody would send who keeps to the protocol: they end the link or are mended by a resync, and nothing else.</summary>
public sealed class HostileFrameTests
{
    [Fact]
    public void A_sync_in_which_something_was_missing_does_not_count_as_held()
    {
        using var node = new Standing();
        var (peer, own) = node.Attach(instance: 5);
        var records = new FrameBuffer();
        OperationCodec.WriteLeave(records, 0, 3, LeaveReason.Unregistered);
        peer.Say(FrameKind.SyncBegin, (long)own.Instance, 5, 10);
        peer.Say(FrameKind.SyncChunk, [(long)own.Instance, 5, 0, 10], new FrameBuffer());
        peer.Say(FrameKind.Delta, [(long)own.Instance, 5, 11, 11], records);
        peer.Say(FrameKind.SyncEnd, (long)own.Instance, 5, 10);

        Assert.False(Assert.Single(node.Scope.Peers).IsComplete);
        var asked = Assert.Single(peer.Discovers());
        Assert.Equal(DiscoverPurpose.Resync, asked.Purpose);
        Assert.Equal(0UL, asked.HeldInstance);

        peer.Say(FrameKind.SyncBegin, (long)own.Instance, 5, 11);
        peer.Say(FrameKind.SyncChunk, [(long)own.Instance, 5, 0, 11], new FrameBuffer());
        peer.Say(FrameKind.SyncEnd, (long)own.Instance, 5, 11);
        Assert.True(Assert.Single(node.Scope.Peers).IsComplete);
    }

    [Fact]
    public void A_sync_to_the_end_of_all_numbers_is_malformed()
    {
        using var node = new Standing();
        var (peer, own) = node.Attach(instance: 5);
        Assert.Throws<WireFormatException>(() =>
        {
            peer.Say(FrameKind.SyncBegin, (long)own.Instance, 5, long.MaxValue);
            peer.Say(FrameKind.SyncChunk, [(long)own.Instance, 5, 0, long.MaxValue], new FrameBuffer());
        });
    }

    [Fact]
    public void A_sync_to_a_number_that_the_log_had_passed_is_malformed_and_changes_nothing()
    {
        using var node = new Standing();
        var (peer, own) = node.Attach(instance: 5);
        peer.Say(FrameKind.SyncBegin, (long)own.Instance, 5, 3);
        peer.Say(FrameKind.SyncChunk, [(long)own.Instance, 5, 0, 3], Entry(slot: 0, tag: 3));
        peer.Say(FrameKind.SyncEnd, (long)own.Instance, 5, 3);
        var before = node.Scope.Entries();

        // The next join would have the number, and so the identity, of one that is there.
        Assert.Throws<WireFormatException>(() => peer.Say(FrameKind.SyncBegin, (long)own.Instance, 5, 2));

        Assert.Equal(before, node.Scope.Entries());
        Assert.True(Assert.Single(node.Scope.Peers).IsComplete);
    }

    [Fact]
    public void An_entry_in_a_far_slot_costs_little()
    {
        using var node = new Standing();
        var (peer, own) = node.Attach(instance: 5);
        var entries = new FrameBuffer();
        for (var tag = 1; tag <= 100; tag++)
        {
            entries.Append(Entry(slot: SlotPages<object>.MaxSlot - ((100 - tag) << 19), tag).WrittenSpan);
        }

        peer.Say(FrameKind.SyncBegin, (long)own.Instance, 5, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        peer.Say(FrameKind.SyncChunk, [(long)own.Instance, 5, 0, 100], entries);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(100, node.Scope.Count);
        Assert.True(allocated < 500_000, $"A hundred entries in {entries.Length} bytes took {allocated} bytes.");
    }

    [Fact]
    public void An_instance_without_a_number_is_malformed()
    {
        using var node = new Standing();
        var (peer, own) = node.Attach(instance: 5);
        Assert.Throws<WireFormatException>(() => peer.Discover(own, instance: 0));
        Assert.Single(node.Scope.Peers);
    }

    [Fact]
    public void Of_a_malformed_list_of_addresses_none_is_learned()
    {
        using var node = new Standing();
        var (peer, _) = node.Attach(instance: 5);
        var learned = new LearnedAddresses();
        node.Node.Events.Network = learned;
        ReadOnlySpan<byte> addresses = [0x95, (byte)FrameKind.Addresses, 0xa1, (byte)'c', 0xa3, (byte)'c', (byte)':', (byte)'1', 0xa1, (byte)'d', 0xa3, (byte)'d', (byte)':', (byte)'1'];
        Refused(peer, addresses[..^1]);
        Assert.Empty(learned.All);

        peer.Say(addresses);
        Assert.Equal(["c c:1", "d d:1"], learned.All);
    }

    [Fact]
    public void A_frame_without_elements_is_malformed()
    {
        using var node = new Standing();
        var (peer, _) = node.Attach(instance: 5);
        for (var kind = 0; kind <= byte.MaxValue; kind++)
        {
            Assert.Throws<WireFormatException>(() => peer.Say([0x90, 0xcc, (byte)kind]));
        }
    }

    [Fact]
    public async Task A_peer_whose_next_instance_is_not_compatible_is_no_peer_any_more()
    {
        using var node = new Standing();
        var (peer, own) = node.Attach(instance: 5);
        Assert.Single(node.Scope.Peers);
        peer.Discover(own, instance: 6, KeyMode.Unique);
        Assert.Empty(node.Scope.Peers);
        node.Scope.Register(node.Process, new Places.Key(1), new Places.Value(1));
        await node.Scope.ReplicatedAsync(Deadline.Token());
    }

    private static void Refused(RawPeer peer, ReadOnlySpan<byte> frame)
    {
        var bytes = frame.ToArray();
        Assert.Throws<WireFormatException>(() => peer.Say(bytes));
    }

    private static FrameBuffer Entry(int slot, long tag)
    {
        var output = new FrameBuffer();
        var writer = new MessagePackWriter(output);
        writer.Write(slot);
        writer.Write(tag);
        writer.Write(1);
        writer.WriteArrayHeader(1);
        writer.Write(tag);
        writer.WriteArrayHeader(1);
        writer.Write(1);
        writer.Flush();
        return output;
    }

    private sealed class Standing : IDisposable
    {
        public Standing()
        {
            Node = new RegistryNode(new() { Name = "b", TimeProvider = Time });
            Scope = Node.Open<Places>().Scope;
            Process = Node.Spawn();
        }

        public ManualTime Time { get; } = new();

        public RegistryNode Node { get; }

        public Scope<Places.Key, Places.Value> Scope { get; }

        public LocalProcess Process { get; }

        /// <summary>A peer that has introduced its instance, and what the node said of its own.</summary>
        public (RawPeer Peer, DiscoverFrame Own) Attach(ulong instance)
        {
            var peer = new RawPeer(Node, 1);
            var own = Assert.Single(peer.Discovers());
            peer.Discover(own, instance);
            peer.Discovers();
            return (peer, own);
        }

        public void Dispose() => ((IDisposable)Node).Dispose();
    }
}
