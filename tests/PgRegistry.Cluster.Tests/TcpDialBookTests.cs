using PgRegistry.Cluster;

namespace PgRegistry.Tests;

public sealed class TcpDialBookTests
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);
    private static readonly HostAndPort Seed = new("seeds.test", 1);

    private readonly HandTime _time = new();
    private readonly TcpDialBook _book;

    public TcpDialBookTests() => _book = new TcpDialBook("self", MaxDelay, _time, new Random(1));

    [Fact]
    public void Delays_double_with_jitter_up_to_the_longest()
    {
        _book.SetSeed(Seed, [Address(1)]);
        var expected = 250.0;
        for (var i = 0; i < 20; i++)
        {
            _book.Failed(Assert.Single(Due(out _)));
            Assert.Empty(Due(out var wait));
            Assert.InRange(wait.TotalMilliseconds, expected / 2, expected);
            _time.Advance(wait);
            expected = Math.Min(expected * 2, MaxDelay.TotalMilliseconds);
        }
    }

    [Fact]
    public void Certificates_are_for_what_was_configured_or_told_and_not_for_what_a_name_stands_for()
    {
        _book.SetSeed(Seed, [Address(1), Address(2)]);
        _book.SetSeed(new HostAndPort("more.test", 1), [Address(1)]);
        _book.Learn("b", Address(2), isFirstHand: false);
        _book.Learn("c", Address(3), isFirstHand: false);
        var hosts = Due(out _).Concat(Due(out _)).ToDictionary(entry => entry.Address, _book.HostsOf);

        Assert.Equal(["seeds.test", "more.test"], hosts[Address(1)]);
        Assert.Equal(["seeds.test", Address(2).Host], hosts[Address(2)]);
        Assert.Equal([Address(3).Host], hosts[Address(3)]);
    }

    [Fact]
    public void A_linked_node_is_not_dialled_and_a_lost_one_is_at_once()
    {
        _book.Learn("b", Address(1), isFirstHand: false);
        _book.PeerUp("b");

        Assert.Empty(Due(out _, "b"));
        _book.PeerDown("b");
        Assert.Single(Due(out _));
    }

    [Fact]
    public void Links_that_never_last_are_dialled_less_and_less_until_one_lasts()
    {
        _book.Learn("b", Address(1), isFirstHand: true);
        var waits = Enumerable.Range(0, 5).Select(_ => Flap(TimeSpan.FromMilliseconds(1))).ToArray();

        Assert.Equal(TimeSpan.Zero, waits[0]);
        Assert.InRange(waits[1].TotalMilliseconds, 125, 250);
        Assert.InRange(waits[4].TotalMilliseconds, 1000, 2000);
        Assert.Equal(TimeSpan.Zero, Flap(MaxDelay));

        TimeSpan Flap(TimeSpan up)
        {
            var entry = Assert.Single(Due(out _));
            _book.Identified(entry, "b");
            _book.PeerUp("b");
            _time.Advance(up);
            _book.PeerDown("b");
            _book.Ended(entry);
            var wait = entry.NextAt - _time.Elapsed;
            _time.Advance(wait);
            return wait;
        }
    }

    [Fact]
    public void A_node_that_left_is_dialled_no_more_unless_it_is_a_seed()
    {
        _book.Learn("b", Address(1), isFirstHand: true);
        _book.SetSeed(Seed, [Address(2)]);
        var all = Due(out _);
        all.ForEach(entry => _book.Identified(entry, "b"));
        _book.PeerUp("b");

        _book.PeerLeft("b");
        all.ForEach(_book.Ended);

        Assert.Equal(1, _book.Count);
        Assert.Empty(Due(out var wait));
        Assert.Equal(MaxDelay, wait);
        _time.Advance(MaxDelay);
        Assert.Equal(Address(2), Assert.Single(Due(out _)).Address);
    }

    [Fact]
    public void Oneself_is_forgotten_or_as_a_seed_tried_seldom()
    {
        _book.Learn("b", Address(1), isFirstHand: false);
        _book.SetSeed(Seed, [Address(2)]);
        foreach (var entry in Due(out _))
        {
            _book.FoundSelf(entry);
            _book.Failed(entry);
        }

        Assert.Equal(1, _book.Count);
        Assert.Empty(Due(out var wait));
        Assert.Equal(MaxDelay, wait);
    }

    [Fact]
    public void A_connection_that_did_not_become_the_link_is_a_failure_only_without_another()
    {
        _book.SetSeed(Seed, [Address(1), Address(2)]);
        var (first, second) = (Due(out _), 0) is ([var x, var y], _) ? (x, y) : throw new InvalidOperationException();
        _book.Identified(first, "b");
        _book.PeerUp("b");
        _book.Identified(second, "b");
        _book.Ended(second);
        Assert.Null(second.FailingSince);

        _book.PeerDown("b");
        _book.Ended(first);
        Assert.Single(Due(out _));
    }

    [Fact]
    public void A_connection_that_was_refused_after_the_handshake_is_a_failure()
    {
        _book.SetSeed(Seed, [Address(1)]);
        var entry = Assert.Single(Due(out _));
        _book.Identified(entry, "b");
        _book.Ended(entry);

        Assert.Equal(1, entry.Failures);
        Assert.Empty(Due(out _));
    }

    [Fact]
    public void Of_one_node_one_address_is_dialled_at_a_time()
    {
        _book.Learn("b", Address(1), isFirstHand: false);
        _book.Learn("b", Address(2), isFirstHand: false);

        _book.Failed(Assert.Single(Due(out _)));
        Assert.Single(Due(out _));
    }

    [Fact]
    public void Learned_addresses_are_bounded_and_those_that_fail_make_room()
    {
        for (var i = 0; i < TcpDialBook.MaxLearned; i++)
        {
            Assert.True(_book.Learn($"n{i}", Address(i + 1), isFirstHand: false));
        }

        Assert.False(_book.Learn("late", Address(60_000), isFirstHand: false));
        var due = Due(out _);
        Assert.Equal(64, due.Count);
        _book.Failed(due[7]);

        Assert.True(_book.Learn("late", Address(60_000), isFirstHand: false));
        Assert.Equal(TcpDialBook.MaxLearned, _book.Count);
    }

    [Fact]
    public void A_learned_address_is_given_up_after_an_hour_and_a_seed_never()
    {
        _book.Learn("b", Address(1), isFirstHand: false);
        _book.SetSeed(Seed, [Address(2)]);
        for (var i = 0; i < 1000; i++)
        {
            Due(out _).ForEach(_book.Failed);
            Due(out var wait);
            _time.Advance(wait);
        }

        Assert.Equal(Address(2), Assert.Single(Due(out _)).Address);
        Assert.Equal(1, _book.Count);
    }

    [Fact]
    public void What_a_seed_stands_for_no_more_is_forgotten_unless_peers_told_of_it()
    {
        _book.SetSeed(Seed, [Address(1), Address(2), Address(3)]);
        _book.SetSeed(new HostAndPort("others.test", 1), [Address(3)]);
        _book.Learn("b", Address(2), isFirstHand: false);

        _book.SetSeed(Seed, [Address(4)]);

        Assert.Equal([Address(2), Address(3), Address(4)], Due(out _).Select(entry => entry.Address).Order(Comparer<HostAndPort>.Create((x, y) => x.Port - y.Port)));
    }

    [Fact]
    public void A_node_that_moved_is_not_looked_for_at_its_old_address()
    {
        _book.Learn("b", Address(1), isFirstHand: false);
        _book.Failed(Assert.Single(Due(out _)));
        _book.Learn("b", Address(2), isFirstHand: true);

        _book.PeerUp("b");

        Assert.Equal(1, _book.Count);
        _book.PeerDown("b");
        Assert.Equal(Address(2), Assert.Single(Due(out _)).Address);
    }

    [Fact]
    public void The_own_name_is_never_learned()
    {
        Assert.True(_book.Learn("self", Address(1), isFirstHand: false));
        Assert.Equal(0, _book.Count);
    }

    private static HostAndPort Address(int port) => new("10.0.0.1", port);

    private List<TcpDialEntry> Due(out TimeSpan wait, params string[] linked)
    {
        var due = new List<TcpDialEntry>();
        wait = _book.TakeDue(linked, due);
        return due;
    }

    private sealed class HandTime : TimeProvider
    {
        private long _now;

        public TimeSpan Elapsed => TimeSpan.FromTicks(_now);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
