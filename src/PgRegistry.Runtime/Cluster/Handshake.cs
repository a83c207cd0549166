using System.Security.Cryptography;
using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <summary>
/// One side of the handshake that precedes everything else on a connection. The dialling side says Hello, the listening side answers
/// with its own; the dialling side proves first that it knows the cookie, so that a stranger who dials collects nothing to guess it
/// from; then the listening side does. A state machine: no socket, no clock, no randomness. Not safe for several threads.
/// </summary>
internal sealed class Handshake
{
    /// <summary>No frame is larger before the handshake is done.</summary>
    public const int MaxFrameBytes = 4096;

    public const int NonceLength = HandshakeHello.NonceLength;

    /// <summary>Two names of clusters have to fit into a reason together.</summary>
    private const int MaxClusterInReason = 60;

    private readonly HandshakeSettings _settings;
    private readonly bool _isDialling;
    private readonly byte[] _nonce;
    private readonly byte[] _ownHello;
    private byte[] _remoteHello = [];
    private HandshakeHello? _remote;
    private int _version;
    private FrameKind _expected = FrameKind.Hello;
    private HandshakeResult _result = new(HandshakeStatus.Continue);

    /// <param name="settings">This side.</param>
    /// <param name="isDialling">Whether this side dialled.</param>
    /// <param name="nonce">Random bytes that were never used before.</param>
    /// <exception cref="ArgumentException">The nonce has another length than <see cref="NonceLength"/>.</exception>
    public Handshake(HandshakeSettings settings, bool isDialling, ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length != NonceLength)
        {
            throw new ArgumentException($"A nonce has {NonceLength} bytes, not {nonce.Length}.", nameof(nonce));
        }

        _settings = settings;
        _isDialling = isDialling;
        _nonce = nonce.ToArray();
        var hello = new FrameBuffer();
        HandshakeHello.Write(hello, settings, nonce);
        _ownHello = hello.WrittenSpan[FrameBuffer.HeaderSize..].ToArray();
    }

    /// <summary>With TLS, what both sides see of the channel; the proofs cover it.</summary>
    public byte[]? Binding { get; init; }

    /// <summary>What is wrong before anything was said: the handshake starts with its end.</summary>
    public string? Problem { get; init; }

    public bool IsDialling => _isDialling;

    /// <summary>How far it is.</summary>
    public HandshakeResult Result => _result;

    /// <summary>Who the other side says it is; not proved before the handshake is done.</summary>
    public NodeId? Claimed => _remote?.Node;

    /// <summary>Appends what this side sends without having heard anything.</summary>
    public void Start(FrameBuffer output)
    {
        if (Problem is not null)
        {
            Refuse(Problem, output);
        }
        else if (_isDialling)
        {
            WriteHello(output);
        }
    }

    /// <summary>
    /// Takes in one frame, without its length, and appends what is to be sent, which is sent whatever the result. Once the result is
    /// not <see cref="HandshakeStatus.Continue"/> it stays what it is. Never throws for what the other side sent.
    /// </summary>
    public HandshakeResult Receive(ReadOnlySpan<byte> frame, FrameBuffer output)
    {
        if (_result.Status != HandshakeStatus.Continue)
        {
            return _result;
        }

        var start = output.Length;
        try
        {
            _result = Step(frame, output);
        }
        catch (WireFormatException e)
        {
            output.Truncate(start);
            _result = Refuse($"malformed handshake: {e.Message}", output);
        }

        return _result;
    }

    /// <summary>Ends the handshake from this side, for a reason that the caller found, such as a frame that is too large.</summary>
    public HandshakeResult Refuse(string reason, FrameBuffer output)
    {
        HandshakeRefusal.Write(output, reason);
        return _result = new HandshakeResult(HandshakeStatus.Refused) { Reason = Printable.Of(reason) };
    }

    private HandshakeResult Step(ReadOnlySpan<byte> frame, FrameBuffer output)
    {
        if (frame.Length > MaxFrameBytes)
        {
            throw new WireFormatException($"A frame of {frame.Length} bytes; at most {MaxFrameBytes} are allowed before the handshake is done.");
        }

        if (HandshakeRefusal.TryRead(frame, out var reason))
        {
            return new HandshakeResult(HandshakeStatus.Refused) { Reason = reason, IsByRemote = true };
        }

        var reader = new MessagePackReader(frame);
        var elements = reader.ReadArrayHeader();
        var kind = (FrameKind)reader.ReadByte();
        if (kind != _expected)
        {
            throw new WireFormatException($"A frame of kind {(int)kind} came where one of kind {(int)_expected} was expected.");
        }

        return kind == FrameKind.Hello ? Hello(frame, elements, ref reader, output) : Proof(HandshakeProof.Read(ref reader, elements), output);
    }

    private HandshakeResult Hello(ReadOnlySpan<byte> frame, int elements, ref MessagePackReader reader, FrameBuffer output)
    {
        var (min, max) = HandshakeHello.ReadVersions(ref reader);
        _version = Math.Min(max, _settings.MaxVersion);
        if (_version < Math.Max(min, _settings.MinVersion))
        {
            return Refuse(
                "no protocol version in common: " + Sides($"speaks {_settings.MinVersion} to {_settings.MaxVersion}", $"speaks {min} to {max}"), output);
        }

        _remote = HandshakeHello.Read(ref reader, elements);
        _remoteHello = frame.ToArray();
        if (_remote.Nonce.AsSpan().SequenceEqual(_nonce))
        {
            return Refuse("the Hello is an echo of the other side's own", output);
        }

        if (_remote.Cluster != _settings.Cluster)
        {
            return Refuse("another cluster: " + Sides($"is in \"{Short(_settings.Cluster)}\"", $"is in \"{Short(_remote.Cluster)}\""), output);
        }

        if (_remote.Node == _settings.Self)
        {
            // The answer tells the dialling end, which is this node too.
            Answer(output);
            return new HandshakeResult(HandshakeStatus.Oneself);
        }

        if (_remote.Node.Name == _settings.Self.Name)
        {
            return Refuse($"the name is in use: both nodes are called \"{Printable.Of(_settings.Self.Name)}\"", output);
        }

        _expected = FrameKind.Proof;
        Answer(output);
        return new HandshakeResult(HandshakeStatus.Continue);
    }

    private HandshakeResult Proof(ReadOnlySpan<byte> proof, FrameBuffer output)
    {
        if (proof.IsEmpty != _settings.Cookie is null)
        {
            return Refuse("the cookie: " + (proof.IsEmpty ? Sides("has one", "has none") : Sides("has none", "has one")), output);
        }

        if (!CryptographicOperations.FixedTimeEquals(proof, MakeProof(!_isDialling)))
        {
            return Refuse("the proof does not hold: the two nodes have different cookies" + (Binding is null ? "" : ", or somebody is between them"), output);
        }

        if (!_isDialling)
        {
            HandshakeProof.Write(output, MakeProof(isDialling: false));
        }

        return new HandshakeResult(HandshakeStatus.Done) { Remote = _remote!.Node, RemoteAddress = _remote.Address, Version = _version };
    }

    private void Answer(FrameBuffer output)
    {
        if (!_isDialling)
        {
            WriteHello(output);
        }
        else if (_expected == FrameKind.Proof)
        {
            HandshakeProof.Write(output, MakeProof(isDialling: true));
        }
    }

    private void WriteHello(FrameBuffer output)
    {
        output.BeginFrame();
        output.Append(_ownHello);
        output.EndFrame();
    }

    private byte[] MakeProof(bool isDialling) => _isDialling
        ? HandshakeProof.Make(_settings.Cookie, isDialling, _ownHello, _remoteHello, Binding)
        : HandshakeProof.Make(_settings.Cookie, isDialling, _remoteHello, _ownHello, Binding);

    /// <summary>Says the same on both sides, so that either log names the difference.</summary>
    private string Sides(string own, string remote) => _isDialling
        ? $"the dialling node {own}, the listening node {remote}"
        : $"the dialling node {remote}, the listening node {own}";

    private static string Short(string cluster)
    {
        var text = Printable.Of(cluster);
        return text.Length > MaxClusterInReason ? text[..MaxClusterInReason] + "…" : text;
    }
}
