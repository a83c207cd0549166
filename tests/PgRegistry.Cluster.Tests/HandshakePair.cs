using System.Buffers.Binary;
using System.Text;
using PgRegistry.Cluster;
using PgRegistry.Wire;

namespace PgRegistry.Tests;

/// <summary>Two sides of a handshake, and the wire between them, which a test can tamper with.</summary>
internal sealed class HandshakePair
{
    public const string Cookie = "a-very-secret-cookie";

    private readonly StringBuilder _said = new();

    public HandshakePair(HandshakeSettings? dialler = null, HandshakeSettings? acceptor = null, int seed = 1, (byte[]? Dialler, byte[]? Acceptor) bindings = default)
    {
        var random = new Random(seed);
        Dialler = new Handshake(dialler ?? Settings("a"), isDialling: true, Nonce(random)) { Binding = bindings.Dialler };
        Acceptor = new Handshake(acceptor ?? Settings("b"), isDialling: false, Nonce(random)) { Binding = bindings.Acceptor };
    }

    public Handshake Dialler { get; }

    public Handshake Acceptor { get; }

    public HandshakeResult AtDialler { get; private set; }

    public HandshakeResult AtAcceptor { get; private set; }

    /// <summary>Changes a frame on its way, sent by the dialling side or not.</summary>
    public Func<bool, byte[], byte[]> Tamper { get; set; } = (_, frame) => frame;

    /// <summary>All bytes on the wire as text, and all reasons.</summary>
    public string Said => _said.ToString();

    public static HandshakeSettings Settings(
        string name, string? cookie = Cookie, string cluster = "test", ulong incarnation = 7, int min = 1, int max = 1, string? address = "10.0.0.1:7946") => new()
        {
            Self = new NodeId(name, incarnation),
            Cluster = cluster,
            Cookie = HandshakeSettings.CookieOf(cookie),
            MinVersion = min,
            MaxVersion = max,
            Address = address,
        };

    public static byte[] Nonce(Random random)
    {
        var nonce = new byte[Handshake.NonceLength];
        random.NextBytes(nonce);
        return nonce;
    }

    /// <summary>The frames of what a side has written, without their lengths.</summary>
    public static List<byte[]> Frames(FrameBuffer output)
    {
        var frames = new List<byte[]>();
        for (var rest = output.WrittenSpan; rest.Length > 0;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            frames.Add(rest.Slice(FrameBuffer.HeaderSize, length).ToArray());
            rest = rest[(FrameBuffer.HeaderSize + length)..];
        }

        output.Clear();
        return frames;
    }

    public static byte[] Frame(Action<FrameBuffer> write)
    {
        var output = new FrameBuffer();
        write(output);
        return Assert.Single(Frames(output));
    }

    /// <summary>Carries frames to and fro until nobody says anything more.</summary>
    public HandshakePair Run()
    {
        var output = new FrameBuffer();
        Dialler.Start(output);
        var queue = new Queue<(bool ByDialler, byte[] Frame)>(Frames(output).Select(frame => (true, frame)));
        Acceptor.Start(output);
        Assert.Equal(0, output.Length);
        while (queue.TryDequeue(out var next))
        {
            var frame = Tamper(next.ByDialler, next.Frame);
            _said.Append(Encoding.Latin1.GetString(frame));
            if (next.ByDialler)
            {
                AtAcceptor = Acceptor.Receive(frame, output);
            }
            else
            {
                AtDialler = Dialler.Receive(frame, output);
            }

            Frames(output).ForEach(answer => queue.Enqueue((!next.ByDialler, answer)));
        }

        _said.Append(AtDialler).Append(AtAcceptor);
        return this;
    }
}
