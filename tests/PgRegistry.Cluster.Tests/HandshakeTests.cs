using PgRegistry.Cluster;
using PgRegistry.Wire;
using static PgRegistry.Tests.HandshakePair;

namespace PgRegistry.Tests;

public sealed class HandshakeTests
{
    [Theory]
    [InlineData(Cookie)]
    [InlineData(null)]
    public void Both_sides_know_each_other_when_done(string? cookie)
    {
        var pair = new HandshakePair(Settings("a", cookie, address: ":7946"), Settings("b", cookie, incarnation: 9, address: null)).Run();

        Assert.Equal(
            new HandshakeResult(HandshakeStatus.Done) { Remote = new NodeId("b", 9), RemoteAddress = null, Version = 1 }, pair.AtDialler);
        Assert.Equal(
            new HandshakeResult(HandshakeStatus.Done) { Remote = new NodeId("a", 7), RemoteAddress = ":7946", Version = 1 }, pair.AtAcceptor);
    }

    [Theory]
    [InlineData(1, 3, 2, 5, 3)]
    [InlineData(2, 9, 1, 2, 2)]
    [InlineData(4, 4, 1, 7, 4)]
    public void The_highest_common_version_is_chosen(int min, int max, int otherMin, int otherMax, int version)
    {
        var pair = new HandshakePair(Settings("a", min: min, max: max), Settings("b", min: otherMin, max: otherMax)).Run();

        Assert.Equal((version, version), (pair.AtDialler.Version, pair.AtAcceptor.Version));
    }

    [Fact]
    public void Without_a_common_version_both_ranges_are_named_to_both()
    {
        var pair = new HandshakePair(Settings("a", min: 1, max: 2), Settings("b", min: 3, max: 4)).Run();

        AssertRefused(pair, byDialler: false, "no protocol version in common: the dialling node speaks 1 to 2, the listening node speaks 3 to 4");
    }

    [Fact]
    public void Another_cluster_is_named_to_both_without_what_could_harm_a_log()
    {
        var pair = new HandshakePair(Settings("a", cluster: "red\n"), Settings("b", cluster: "blue")).Run();

        AssertRefused(pair, byDialler: false, "another cluster: the dialling node is in \"red?\", the listening node is in \"blue\"");
    }

    [Fact]
    public void Long_cluster_names_are_both_in_the_reason()
    {
        var pair = new HandshakePair(Settings("a", cluster: new string('x', 200)), Settings("b", cluster: new string('y', 200))).Run();

        Assert.Contains("xxx…\", the listening node is in \"yyy", pair.AtDialler.Reason, StringComparison.Ordinal);
        Assert.Equal(pair.AtAcceptor.Reason, pair.AtDialler.Reason);
    }

    [Theory]
    [InlineData(Cookie, null, "the cookie: the dialling node has one, the listening node has none")]
    [InlineData(null, Cookie, "the cookie: the dialling node has none, the listening node has one")]
    [InlineData(Cookie, "another", "the proof does not hold: the two nodes have different cookies")]
    public void Cookies_that_do_not_match_are_refused(string? dialler, string? acceptor, string reason)
    {
        var pair = new HandshakePair(Settings("a", dialler), Settings("b", acceptor)).Run();

        AssertRefused(pair, byDialler: false, reason);
        Assert.DoesNotContain(Cookie, pair.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_cookie_is_no_cookie() => Assert.Throws<ArgumentException>(() => Settings("a", cookie: ""));

    [Fact]
    public void A_nonce_of_another_length_cannot_be_used() =>
        Assert.Throws<ArgumentException>(() => new Handshake(Settings("a"), isDialling: true, new byte[16]));

    [Fact]
    public void Dialling_oneself_is_recognised_at_both_ends()
    {
        var pair = new HandshakePair(Settings("a"), Settings("a")).Run();

        Assert.Equal((HandshakeStatus.Oneself, HandshakeStatus.Oneself), (pair.AtDialler.Status, pair.AtAcceptor.Status));
    }

    [Fact]
    public void Another_node_of_the_same_name_is_refused()
    {
        var pair = new HandshakePair(Settings("a"), Settings("a", incarnation: 8)).Run();

        AssertRefused(pair, byDialler: false, "the name is in use: both nodes are called \"a\"");
    }

    [Fact]
    public void A_stranger_gets_no_proof_before_it_has_proved_itself()
    {
        var sent = new List<byte>();
        var pair = new HandshakePair(Settings("a", cookie: "wrong"))
        {
            Tamper = (byDialler, frame) =>
            {
                if (!byDialler)
                {
                    sent.Add(frame[1]);
                }

                return frame;
            },
        };
        pair.Run();

        Assert.Equal([(byte)FrameKind.Hello, (byte)FrameKind.Refused], sent);
    }

    [Fact]
    public void The_cookie_is_in_nothing_that_is_sent_or_said()
    {
        var pair = new HandshakePair().Run();

        Assert.Equal(HandshakeStatus.Done, pair.AtDialler.Status);
        Assert.DoesNotContain(Cookie, pair.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(Cookie, Settings("a").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_stays_whatever_follows()
    {
        var pair = new HandshakePair().Run();
        var output = new FrameBuffer();

        Assert.Equal(pair.AtDialler, pair.Dialler.Receive([1, 2, 3], output));
        Assert.Equal(0, output.Length);
    }

    internal static void AssertRefused(HandshakePair pair, bool byDialler, string reason)
    {
        var by = byDialler ? pair.AtDialler : pair.AtAcceptor;
        var other = byDialler ? pair.AtAcceptor : pair.AtDialler;
        Assert.Equal(new HandshakeResult(HandshakeStatus.Refused) { Reason = reason }, by);
        Assert.Equal(new HandshakeResult(HandshakeStatus.Refused) { Reason = reason, IsByRemote = true }, other);
    }
}
