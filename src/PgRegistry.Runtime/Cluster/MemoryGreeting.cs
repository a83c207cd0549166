using System.Security.Cryptography;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <summary>The handshake of two nodes of an in-memory network: the same one as over TCP, to the byte, in one go.</summary>
internal static class MemoryGreeting
{
    /// <summary>How each side has fared; both are done, or both have the reason why not.</summary>
    public static (HandshakeResult Dialling, HandshakeResult Listening) Run(HandshakeSettings dialling, HandshakeSettings listening, Random? random)
    {
        var dialler = new Handshake(dialling, isDialling: true, Nonce(random));
        var listener = new Handshake(listening, isDialling: false, Nonce(random));
        var (said, answered) = (new FrameBuffer(), new FrameBuffer());
        dialler.Start(said);
        while (said.Length > 0)
        {
            Hear(listener, said, answered);
            Hear(dialler, answered, said);
        }

        return (dialler.Result, listener.Result);
    }

    private static void Hear(Handshake side, FrameBuffer said, FrameBuffer answer)
    {
        answer.Clear();
        if (said.Length > 0)
        {
            side.Receive(said.WrittenSpan[FrameBuffer.HeaderSize..], answer);
        }

        said.Clear();
    }

    private static byte[] Nonce(Random? random)
    {
        if (random is null)
        {
            return RandomNumberGenerator.GetBytes(Handshake.NonceLength);
        }

        var nonce = new byte[Handshake.NonceLength];
        random.NextBytes(nonce);
        return nonce;
    }
}
