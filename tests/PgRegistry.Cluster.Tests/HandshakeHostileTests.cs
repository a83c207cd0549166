using PgRegistry.Cluster;
using PgRegistry.Wire;
using static PgRegistry.Tests.HandshakePair;

namespace PgRegistry.Tests;

/// <summary>What somebody on the wire, or a broken peer, can do.</summary>
public sealed class HandshakeHostileTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_proof_that_was_changed_is_refused(bool byDialler)
    {
        var pair = new HandshakePair { Tamper = (by, frame) => by == byDialler && frame[1] == (byte)FrameKind.Proof ? Flip(frame, frame.Length - 1) : frame };
        pair.Run();

        var refusing = byDialler ? pair.AtAcceptor : pair.AtDialler;
        Assert.Equal((HandshakeStatus.Refused, false), (refusing.Status, refusing.IsByRemote));
    }

    [Fact]
    public void No_byte_of_a_hello_can_be_changed()
    {
        foreach (var byDialler in new[] { true, false })
        {
            var length = Frame(output => new Handshake(Settings("a"), isDialling: true, Nonce(new Random(1))).Start(output)).Length;
            for (var i = 0; i < length; i++)
            {
                var at = i;
                var pair = new HandshakePair { Tamper = (by, frame) => by == byDialler && frame[1] == (byte)FrameKind.Hello ? Flip(frame, at) : frame };
                pair.Run();

                Assert.True(
                    pair.AtAcceptor.Status == HandshakeStatus.Refused && pair.AtDialler.Status == HandshakeStatus.Refused,
                    $"byte {at} of the Hello of {(byDialler ? "the dialling" : "the listening")} side: {pair.AtAcceptor}, {pair.AtDialler}");
            }
        }
    }

    [Fact]
    public void A_hello_that_comes_back_is_refused()
    {
        var handshake = new Handshake(Settings("a"), isDialling: true, Nonce(new Random(1)));
        var output = new FrameBuffer();
        var hello = Frame(handshake.Start);

        var result = handshake.Receive(hello, output);

        Assert.Equal((HandshakeStatus.Refused, "the Hello is an echo of the other side's own"), (result.Status, result.Reason));
    }

    [Fact]
    public void A_nonce_that_comes_back_under_another_name_is_refused()
    {
        var random = new Random(1);
        var nonce = Nonce(random);
        var dialler = new Handshake(Settings("a"), isDialling: true, nonce);
        var mirror = Frame(new Handshake(Settings("b"), isDialling: true, nonce).Start);

        Assert.Equal(HandshakeStatus.Refused, dialler.Receive(mirror, new FrameBuffer()).Status);
    }

    [Fact]
    public void A_proof_that_comes_back_proves_nothing()
    {
        byte[] proof = [];
        var pair = new HandshakePair
        {
            Tamper = (byDialler, frame) =>
            {
                if (frame[1] == (byte)FrameKind.Proof)
                {
                    proof = byDialler ? frame : proof;
                    return proof;
                }

                return frame;
            },
        };
        pair.Run();

        Assert.Equal(HandshakeStatus.Refused, pair.AtDialler.Status);
        Assert.False(pair.AtDialler.IsByRemote);
    }

    [Fact]
    public void What_was_recorded_proves_nothing_against_another_nonce()
    {
        var recorded = new List<byte[]>();
        var first = new HandshakePair { Tamper = (byDialler, frame) => Record(byDialler, frame) };
        first.Run();
        Assert.Equal(2, recorded.Count);

        var acceptor = new Handshake(Settings("b"), isDialling: false, Nonce(new Random(99)));
        Assert.Equal(HandshakeStatus.Continue, acceptor.Receive(recorded[0], new FrameBuffer()).Status);
        Assert.Equal(HandshakeStatus.Refused, acceptor.Receive(recorded[1], new FrameBuffer()).Status);

        byte[] Record(bool byDialler, byte[] frame)
        {
            if (byDialler)
            {
                recorded.Add(frame);
            }

            return frame;
        }
    }

    [Fact]
    public void What_a_node_proves_to_who_was_dialled_proves_nothing_to_that_node_when_it_is_dialled()
    {
        // The same node dials a stranger and is dialled by it at the same time; the stranger carries all it can from one to the other.
        var (dialling, dialled) = (Handshake("a", isDialling: true, seed: 1), Handshake("a", isDialling: false, seed: 2));
        var output = new FrameBuffer();
        dialling.Start(output);
        Frames(output);
        Assert.Equal(HandshakeStatus.Continue, dialled.Receive(Frame(Handshake("b", isDialling: true, seed: 3).Start), output).Status);
        Frames(output);
        Assert.Equal(HandshakeStatus.Continue, dialling.Receive(Frame(Handshake("b", isDialling: true, seed: 3).Start), output).Status);
        var proof = Assert.Single(Frames(output));

        Assert.Equal(HandshakeStatus.Refused, dialled.Receive(proof, output).Status);
        Assert.True(HandshakeRefusal.TryRead(Assert.Single(Frames(output)), out _));

        static Handshake Handshake(string name, bool isDialling, int seed) => new(Settings(name), isDialling, Nonce(new Random(seed)));
    }

    [Fact]
    public void A_version_range_cannot_be_cut_down_on_the_way()
    {
        var lower = Settings("a", min: 1, max: 1);
        var pair = new HandshakePair(Settings("a", min: 1, max: 2), Settings("b", min: 1, max: 2));
        pair.Tamper = (byDialler, frame) => byDialler && frame[1] == (byte)FrameKind.Hello
            ? Frame(new Handshake(lower, isDialling: true, Nonce(new Random(1))).Start)
            : frame;
        pair.Run();

        Assert.Equal("the proof does not hold: the two nodes have different cookies", pair.AtAcceptor.Reason);
    }

    [Fact]
    public void A_frame_that_is_not_expected_is_refused()
    {
        foreach (var kind in Enum.GetValues<FrameKind>().Where(kind => kind is not (FrameKind.Hello or FrameKind.Refused)))
        {
            var acceptor = new Handshake(Settings("b"), isDialling: false, Nonce(new Random(1)));
            var output = new FrameBuffer();

            Assert.Equal(HandshakeStatus.Refused, acceptor.Receive([0x92, (byte)kind, 0xc0], output).Status);
            Assert.True(HandshakeRefusal.TryRead(Assert.Single(Frames(output)), out _));
        }
    }

    [Fact]
    public void A_frame_that_is_too_large_is_refused()
    {
        var acceptor = new Handshake(Settings("b"), isDialling: false, Nonce(new Random(1)));

        var result = acceptor.Receive(new byte[Handshake.MaxFrameBytes + 1], new FrameBuffer());

        Assert.Contains("at most 4096", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hello_of_a_later_version_may_have_more_elements()
    {
        // The same array, one element longer; the proof covers what this version does not understand.
        byte[] Longer(byte[] hello) => [0x9a, .. hello.AsSpan(1), 0x93, 0xc0, 0xc3, 0x01];
        var acceptor = new Handshake(Settings("b"), isDialling: false, Nonce(new Random(2)));
        var hello = Frame(new Handshake(Settings("a"), isDialling: true, Nonce(new Random(1))).Start);

        Assert.Equal(HandshakeStatus.Continue, acceptor.Receive(Longer(hello), new FrameBuffer()).Status);
        Assert.Equal(new NodeId("a", 7), acceptor.Claimed);
    }

    [Theory]
    [InlineData("no-port")]
    [InlineData(":0")]
    [InlineData(":65536")]
    [InlineData("two words:80")]
    public void An_address_that_cannot_be_dialled_is_refused(string address)
    {
        var pair = new HandshakePair(Settings("a", address: address)).Run();

        HandshakeTests.AssertRefused(pair, byDialler: false, "malformed handshake: The advertised address is no host and port.");
    }

    [Fact]
    public void Bytes_that_are_cut_off_or_random_are_refused_and_never_throw()
    {
        const int Seed = 20_24;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var hello = Frame(new Handshake(Settings("a"), isDialling: true, Nonce(random)).Start);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = i < hello.Length ? hello[..i] : Mangle(hello, random);
            var acceptor = new Handshake(Settings("b"), isDialling: false, Nonce(random));
            var output = new FrameBuffer();

            var result = acceptor.Receive(bytes, output);

            Assert.True(result.Status == HandshakeStatus.Refused || i >= hello.Length, $"{i}: {result}");
            Assert.All(Frames(output), frame => Assert.True(frame.Length <= Handshake.MaxFrameBytes));
            Assert.DoesNotContain(result.Reason ?? "", char.IsControl);
        }
    }

    private static byte[] Mangle(byte[] hello, Random random)
    {
        if (random.Next(3) == 0)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }

        var bytes = hello.ToArray();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static byte[] Flip(byte[] frame, int at)
    {
        var changed = frame.ToArray();
        changed[at % changed.Length] ^= 1;
        return changed;
    }
}
