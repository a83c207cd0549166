using System.Net.Sockets;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <summary>A connection whose handshake is over, and what has been read from it beyond that.</summary>
internal sealed record TcpHandshaken(Socket Socket, Stream Stream, TcpFrameReader Reader, HandshakeResult Result)
{
    /// <summary>Where the other end can be dialled.</summary>
    public string? RemoteAddress { get; } = TcpAddress.AsSeen(Result.RemoteAddress, Socket.RemoteEndPoint);
}

/// <summary>Carries the frames of a handshake over a socket.</summary>
internal static class TcpGreeting
{
    /// <summary>For so long the other side may take to read why it was refused.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs the handshake to its end.</summary>
    /// <exception cref="IOException">The other side went away before.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<TcpHandshaken> RunAsync(Socket socket, Stream stream, Handshake handshake, CancellationToken cancellationToken)
    {
        var reader = new TcpFrameReader(stream);
        var output = new FrameBuffer();
        handshake.Start(output);
        var result = handshake.Result;
        while (true)
        {
            try
            {
                await stream.WriteAsync(output.WrittenMemory, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException) when (result.Status == HandshakeStatus.Refused)
            {
                // The other side has gone already; the reason is still to be logged here.
            }

            if (result.Status != HandshakeStatus.Continue)
            {
                return new TcpHandshaken(socket, stream, reader, result);
            }

            output.Clear();
            result = await NextAsync(reader, handshake, output, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Ends a connection after the last frame so that this arrives: to close with unread bytes would reset the connection, and lose it.
    /// </summary>
    public static async Task PartAsync(Socket socket, TcpFrameReader reader, TimeProvider time)
    {
        using var grace = new CancellationTokenSource(Grace, time);
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            await reader.DiscardAsync(grace.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private static async Task<HandshakeResult> NextAsync(TcpFrameReader reader, Handshake handshake, FrameBuffer output, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? handshake.Receive(reader.Frame, output)
                : throw new EndOfStreamException("the other side closed the connection during the handshake");
        }
        catch (WireFormatException) when (reader.IsTls)
        {
            return handshake.Refuse(handshake.IsDialling ? TlsJudge.OnlyListener : TlsJudge.OnlyDialler, output);
        }
        catch (WireFormatException e)
        {
            return handshake.Refuse($"malformed handshake: {e.Message}", output);
        }
    }
}
