using PgRegistry.Cluster;
using PgRegistry.Fuzz.Seeds;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Stages;

/// <summary>A dialling and a listening side, always with the same random bytes, so that what was recorded fits again.</summary>
internal sealed class HandshakeSides
{
    /// <summary>The same cookie, none, different ones, one side alone, another cluster, other versions, and later versions in common.</summary>
    public const int Variants = 7;

    private readonly bool _haveSameCookie;

    public HandshakeSides(int variant)
    {
        _haveSameCookie = variant is 0 or 4 or 5 or 6;
        Dialler = new HandshakeSide(
            Settings("a", 7, variant is 1 or 3 ? null : "a-cookie", "test", variant == 6 ? 3 : 1), isDialling: true, nonce: (byte)(2 * variant));
        Acceptor = new HandshakeSide(
            Settings("m", 8, variant switch { 1 => null, 2 => "another", _ => "a-cookie" }, variant == 4 ? "other" : "test", variant == 5 ? 2 : variant == 6 ? 3 : 1), isDialling: false, nonce: (byte)((2 * variant) + 1));
    }

    public HandshakeSide Dialler { get; }

    public HandshakeSide Acceptor { get; }

    /// <summary>Lets the two talk undisturbed, and returns what they said.</summary>
    public List<Step> Talk()
    {
        var steps = new List<Step>();
        Queue<(HandshakeSide To, byte[] Frame)> waiting = new([(Acceptor, Dialler.Said[0])]);
        while (waiting.TryDequeue(out var next))
        {
            steps.Add(new Step(next.To == Acceptor ? 0 : 1, StepMarks.None, next.Frame));
            var before = next.To.Said.Count;
            next.To.Take(next.Frame);
            next.To.Said.Skip(before).ToList().ForEach(answer => waiting.Enqueue((next.To == Acceptor ? Dialler : Acceptor, answer)));
        }

        return steps;
    }

    /// <summary>Who has agreed has heard the other side's own Hello: nobody between them can have changed a byte of it.</summary>
    /// <exception cref="Finding">One has agreed with something else.</exception>
    public void Check()
    {
        CheckDone(Dialler, Acceptor);
        CheckDone(Acceptor, Dialler);
    }

    private void CheckDone(HandshakeSide side, HandshakeSide other)
    {
        if (side.Result.Status != HandshakeStatus.Done || side.HasCookie is false)
        {
            return;
        }

        if (!_haveSameCookie || !other.HasCookie)
        {
            throw new Finding("a wrong agreement", "two sides without a common cookie have agreed");
        }

        if (!side.FirstTaken.AsSpan().SequenceEqual(other.Hello))
        {
            throw new Finding("a wrong agreement", $"a side has agreed, and was told a Hello that the other side has not said: {Convert.ToHexStringLower(side.FirstTaken!)}");
        }
    }

    private static HandshakeSettings Settings(string name, ulong incarnation, string? cookie, string cluster, int versions) => new()
    {
        Self = new NodeId(name, incarnation),
        Cluster = cluster,
        Cookie = HandshakeSettings.CookieOf(cookie),
        MinVersion = versions == 2 ? 2 : 1,
        MaxVersion = versions,
        Address = "10.0.0.1:7946",
    };
}

/// <summary>One side, with what it said and what it was told.</summary>
internal sealed class HandshakeSide
{
    private readonly Handshake _handshake;
    private readonly FrameBuffer _output = new();

    /// <param name="settings">What it says of itself.</param>
    /// <param name="isDialling">Whether it dialled.</param>
    /// <param name="nonce">Its random bytes; the same for two sides would make the proofs of one hold for the other.</param>
    public HandshakeSide(HandshakeSettings settings, bool isDialling, byte nonce)
    {
        HasCookie = settings.Cookie is not null;
        var random = Enumerable.Repeat(nonce, Handshake.NonceLength).ToArray();
        _handshake = new Handshake(settings, isDialling, random);
        HandshakeHello.Write(_output, settings, random);
        Hello = _output.WrittenSpan[FrameBuffer.HeaderSize..].ToArray();
        _output.Clear();
        _handshake.Start(_output);
        Said = NodeWire.FramesIn(_output.WrittenSpan);
    }

    public bool HasCookie { get; }

    public byte[] Hello { get; }

    public List<byte[]> Said { get; }

    public byte[]? FirstTaken { get; private set; }

    public HandshakeResult Result { get; private set; }

    /// <exception cref="Finding">What it says or does is not what a handshake may.</exception>
    public HandshakeResult Take(byte[] frame)
    {
        FirstTaken ??= frame;
        _output.Clear();
        var result = _handshake.Receive(frame, _output);
        var answers = NodeWire.FramesIn(_output.WrittenSpan);
        Said.AddRange(answers);
        if (Result.Status != HandshakeStatus.Continue && (result != Result || answers.Count > 0))
        {
            throw new Finding("a handshake that goes on", $"it had come to {Result}, and then came to {result} with {answers.Count} frames");
        }

        var isNew = Result.Status == HandshakeStatus.Continue;
        Result = result;
        if (result.Status == HandshakeStatus.Refused && isNew)
        {
            CheckRefusal(result, answers);
        }

        if (answers.Exists(answer => answer.Length > Handshake.MaxFrameBytes))
        {
            throw new Finding("malformed output", "a frame of a handshake is larger than the other side would take");
        }

        return result;
    }

    private static void CheckRefusal(HandshakeResult result, List<byte[]> answers)
    {
        var isSaid = answers.Count == 1 && HandshakeRefusal.TryRead(answers[0], out var said) && said == result.Reason;
        if (result.IsByRemote ? answers.Count > 0 : !isSaid)
        {
            throw new Finding("malformed output", $"a handshake was refused (\"{result.Reason}\") with {answers.Count} frames, or another reason in them");
        }

        if (result.Reason is not { Length: <= 201 } || result.Reason.Any(char.IsControl))
        {
            throw new Finding("a reason unfit for a log", $"it has {result.Reason?.Length} characters: {Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(result.Reason ?? ""))}");
        }
    }
}
