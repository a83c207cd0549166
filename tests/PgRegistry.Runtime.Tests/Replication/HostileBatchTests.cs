using PgRegistry.Wire;
using static PgRegistry.Tests.Replication.BatchPeer;

namespace PgRegistry.Tests.Replication;

/// <summary>Operations that are said to belong together, and do not: each is taken as far as it makes sense, and nothing else suffers.</summary>
public sealed class HostileBatchTests
{
    [Fact]
    public void Joins_that_belong_together_are_taken_together()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(1, 3, Batch(Join(0, 1), Join(1, 1), Join(2, 1, serial: 2)));
        Assert.Equal("+1/1 +2/1 +3/1", peer.Happened());
        peer.Delta(4, 5, Batch(Update(0, 1, 7), Update(2, 3, 8)));
        Assert.Equal("1=7 3=8", peer.Happened());
        peer.Delta(6, 8, Batch(Leave(2, 3), Leave(0, 1), Leave(1, 2)));
        Assert.Equal("-3/1 -1/1 -2/1", peer.Happened());
        Assert.True(peer.IsComplete);
    }

    [Fact]
    public void A_slot_that_is_given_twice_belongs_to_the_later_one()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(1, 3, Batch(Join(0, 1), Join(1, 1), Join(0, 1)));
        Assert.Equal("+1/1 +2/1 -1/1 Missed +3/1", peer.Happened());
        peer.Delta(4, 5, Batch(Join(0, 2), Join(0, 2)));
        Assert.Equal("-3/1 Missed +4/2 -4/2 Missed +5/2", peer.Happened());
    }

    [Fact]
    public void Joins_under_different_keys_are_all_taken()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(1, 4, Batch(Join(0, 1), Join(1, 2), Join(2, 2), Join(3, 1)));
        Assert.Equal("+1/1 +2/2 +3/2 +4/1", peer.Happened());
        peer.Delta(5, 8, Batch(Update(0, 1, 5), Update(1, 2, 5), Update(3, 4, 5), Update(2, 3, 5)));
        Assert.Equal("1=5 2=5 4=5 3=5", peer.Happened());
        peer.Delta(9, 12, Batch(Leave(0, 1), Leave(1, 2), Leave(3, 4), Leave(2, 3)));
        Assert.Equal("-1/1 -2/2 -4/1 -3/2", peer.Happened());
        Assert.True(peer.IsComplete);
    }

    [Fact]
    public void What_leaves_twice_leaves_once_and_is_asked_for_anew()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(1, 2, Batch(Join(0, 1), Join(1, 1)));
        peer.Delta(3, 5, Batch(Leave(0, 1), Leave(0, 1), Leave(1, 2)));
        Assert.Equal("+1/1 +2/1 -1/1 -2/1", peer.Happened());
        Assert.False(peer.IsComplete);
    }

    [Fact]
    public void What_is_updated_twice_is_updated_in_turn()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(1, 2, Batch(Join(0, 1), Join(1, 1)));
        peer.Delta(3, 5, Batch(Update(0, 1, 1), Update(0, 1, 2), Update(1, 2, 3)));
        Assert.Equal("+1/1 +2/1 1=1 1=2 2=3", peer.Happened());
        Assert.True(peer.IsComplete);
    }

    [Fact]
    public void An_update_to_the_value_that_is_there_is_no_change()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(1, 2, Batch(Join(0, 1), Join(1, 1)));
        peer.Delta(3, 4, Batch(Update(0, 1, 0), Update(1, 2, 3)));
        peer.Delta(5, 5, Batch(Update(1, 2, 3)));
        Assert.Equal("+1/1 +2/1 2=3", peer.Happened());
        Assert.True(peer.IsComplete);
    }

    [Fact]
    public void Operations_of_different_kinds_are_taken_in_turn()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(
            1, 10, Batch(Join(0, 1), Join(1, 1), Update(1, 2, 4), Leave(0, 1), Leave(1, 2, LeaveReason.Exited), Join(0, 1, serial: 2), Join(1, 2, serial: 2), End(2), Join(0, 3), End(9)));
        Assert.Equal("+1/1 +2/1 2=4 -1/1 -2/1 Exited +6/1 +7/2 -6/1 Exited -7/2 Exited +9/3", peer.Happened());
        Assert.True(peer.IsComplete);
    }

    [Fact]
    public void What_is_not_held_is_left_out_of_what_belongs_together()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(1, 2, Batch(Join(0, 1), Join(1, 1)));
        peer.Delta(3, 5, Batch(Leave(7, 1), Leave(0, 2), Leave(1, 2)));
        peer.Delta(6, 8, Batch(Update(7, 1, 3), Update(0, 1, 3), Update(1, 2, 3)));
        Assert.Equal("+1/1 +2/1 -2/1 1=3", peer.Happened());
        Assert.False(peer.IsComplete);
    }

    [Fact]
    public void What_is_no_batch_is_malformed_and_changes_nothing()
    {
        using var peer = new BatchPeer();
        peer.SyncNothing();
        peer.Delta(1, 1, Batch(Join(0, 1)));
        Assert.Throws<WireFormatException>(() => peer.Delta(2, 1, Batch()));
        Assert.Throws<WireFormatException>(() => peer.Delta(2, 3, Batch(Join(1, 1))));
        Assert.Throws<WireFormatException>(() => peer.Delta(2, 2, Batch(Join(1, 1), Join(2, 1))));
        Assert.Throws<WireFormatException>(() => peer.Delta(2, 3, Batch(Join(1, 1), output => output.Append(Batch(Join(2, 1)).WrittenSpan))));
        Assert.Throws<WireFormatException>(() => peer.Delta(2, 3, Batch(Join(1, 1), Join(-1, 1))));
        Assert.Throws<WireFormatException>(() => peer.Delta(long.MaxValue - 1, long.MaxValue - 1, Batch(Join(1, 1), Join(2, 1))));
        Assert.Equal("+1/1", peer.Happened());
        peer.Delta(2, 2, Batch(Join(1, 1)));
        Assert.Equal("+2/1", peer.Happened());
        Assert.True(peer.IsComplete);
    }

    [Fact]
    public void Numbers_do_not_come_twice()
    {
        using var peer = new BatchPeer();
        peer.SyncBegin(10);
        peer.SyncChunk(0, 10, Bytes(Entry(0, 5, 1)));
        peer.SyncEnd(10);
        Assert.Equal("+5/1 Synced", peer.Happened());

        // A log does not grow shorter: what it would number anew is held already.
        Assert.Throws<WireFormatException>(() => peer.SyncBegin(3));
        peer.Delta(11, 11, Batch(Join(1, 1)));
        Assert.Equal("+11/1", peer.Happened());
    }

    [Fact]
    public void Whatever_comes_the_view_agrees_with_itself()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            try
            {
                new HostileLog(seed).Run(60);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}: {exception.Message}", exception);
            }
        }
    }

    private static FrameBuffer Bytes(params ReadOnlySpan<Action<FrameBuffer>> parts)
    {
        var output = new FrameBuffer();
        foreach (var write in parts)
        {
            write(output);
        }

        return output;
    }

    /// <summary>Frames drawn from a seed: some in order, some not, about few slots, so that they meet.</summary>
    private sealed class HostileLog(int seed)
    {
        private readonly Random _random = new(seed);
        private long _last;

        public void Run(int frames)
        {
            using var peer = new BatchPeer();
            peer.SyncNothing();
            for (var i = 0; i < frames; i++)
            {
                try
                {
                    SayOne(peer);
                }
                catch (WireFormatException)
                {
                    // Refused, and nothing of it was taken: the next frame has the same number.
                }
            }
        }

        private void SayOne(BatchPeer peer)
        {
            switch (_random.Next(12))
            {
                case 0:
                    var target = Math.Max(0, _last + _random.Next(-3, 6));
                    peer.SyncBegin(target);
                    _last = target;
                    break;
                case 1:
                    peer.SyncChunk(0, _last, Bytes([.. Enumerable.Range(1, _random.Next(6)).Select(tag => Entry(_random.Next(4), tag, _random.Next(3), (ulong)_random.Next(1, 4), _random.Next(3)))]));
                    break;
                case 2:
                    peer.SyncEnd(_last);
                    break;
                default:
                    var operations = Enumerable.Range(0, _random.Next(1, 7)).Select(_ => One()).ToArray();
                    var first = _last + (_random.Next(20) == 0 ? _random.Next(-2, 3) : 1);
                    peer.Delta(first, first + operations.Length - 1, Batch(operations));
                    _last = first == _last + 1 ? _last + operations.Length : _last;
                    break;
            }
        }

        private Action<FrameBuffer> One() => _random.Next(8) switch
        {
            0 => End((ulong)_random.Next(1, 4)),
            1 => Leave(_random.Next(4), Tag(), (LeaveReason)_random.Next(3)),
            2 or 3 => Update(_random.Next(4), Tag(), _random.Next(3)),
            _ => Join(_random.Next(4), _random.Next(3), (ulong)_random.Next(1, 4), _random.Next(3)),
        };

        private long Tag() => Math.Max(1, _last - _random.Next(8));
    }
}
