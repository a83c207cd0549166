using PgRegistry.Fuzz.Stages;
using PgRegistry.Fuzz.Targets;
using PgRegistry.TestKit;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Tests;

/// <summary>Controls that must fail: with each fault that is planted in the node or a formatter, something is found.</summary>
public sealed class PlantedFaultTests
{
    private static byte[]? s_kept;

    [Fact]
    public void An_exception_that_is_no_refusal_is_found() =>
        Assert.Equal("InvalidOperationException", FoundWith((_, _, _) => throw new InvalidOperationException("planted")));

    [Fact]
    public void A_refused_frame_that_was_applied_is_found() =>
        Assert.Equal("a refused frame", FoundWith((_, connection, frame) =>
        {
            connection.Receive(frame);
            throw new WireFormatException("planted");
        }));

    [Fact]
    public void Entries_that_went_on_the_word_of_somebody_else_are_found() =>
        Assert.Equal("others' entries", FoundWith((stage, _, _) => stage.Own.Things.UnregisterAll(ScopeSet.Shared)));

    [Fact]
    public void Ever_more_memory_for_a_frame_is_found() =>
        Assert.Equal("allocation", FoundWith((_, _, _) => s_kept = new byte[1 << 20]));

    [Fact]
    public void A_peer_that_outlives_its_connection_is_found() =>
        Assert.Equal("left behind", FoundWith((stage, connection, frame) =>
        {
            connection.Receive(frame);
            _ = new StrangerConnection(stage.Node, new NodeId(Stage.LargerStranger, 1));
        }));

    [Fact]
    public void A_formatter_that_throws_what_it_likes_is_found() =>
        Assert.Equal("InvalidOperationException", Finding.In(() => new FormatterCase<Half>(new Careless(), [(Half)1]).Run([0x90], new Tally()))!.Kind);

    [Fact]
    public void A_formatter_that_does_not_write_what_it_has_read_is_found() =>
        Assert.Equal("not equal again", Finding.In(() => new FormatterCase<Half>(new Careless(), [(Half)1]).Run([0x07], new Tally()))!.Kind);

    [Fact]
    public void A_hang_is_told_with_the_bytes_that_hang()
    {
        var time = new ManualTime();
        string? told = null;
        using var watchdog = new Watchdog(time, TimeSpan.FromSeconds(10), hang => told = hang);
        var target = new PlainTarget(_ => time.Advance(TimeSpan.FromSeconds(30)));

        new FuzzRun(target, new StringWriter(), watchdog).Run(firstSeed: 7, inputs: 1);

        Assert.Equal("FINDING plain, seed 7, bytes 072a: hang: it has taken more than 10 s", told);
    }

    /// <summary>What is found first when frames are handed to a node in another way.</summary>
    private static string? FoundWith(Action<Stage, StrangerConnection, byte[]> receive)
    {
        using var target = new FrameTarget(FrameKind.Delta) { Receive = receive };
        for (var seed = 1; seed <= 20; seed++)
        {
            var sample = target.Make(new Random(seed));
            if (Finding.In(() => target.Run(sample, new Tally())) is { } finding)
            {
                return finding.Kind;
            }
        }

        return null;
    }

    private sealed class Careless : IWireFormatter<Half>
    {
        public void Write(ref MessagePackWriter writer, Half value) => writer.Write((byte)1);

        public Half Read(ref MessagePackReader reader) =>
            reader.NextMessagePackType == MessagePackType.Integer ? (Half)reader.ReadByte() : throw new InvalidOperationException("planted");
    }
}
