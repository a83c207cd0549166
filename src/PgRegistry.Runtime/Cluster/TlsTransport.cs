using System.Net.Sockets;

namespace PgRegistry.Cluster;

/// <summary>
/// What the dialling side of TLS runs over. It keeps the first byte of the answer, from which one sees that a node answers which does not
/// use TLS; the platform's own error would not tell. The handshake is read asynchronously, so only that way of reading looks at it;
/// afterwards it is read synchronously.
/// </summary>
internal sealed class TlsTransport(NetworkStream inner) : Stream
{
    private int _first = -1;

    /// <summary>Something has answered, in another language.</summary>
    public bool IsAnswerPlain => Volatile.Read(ref _first) is var first && first >= 0 && !IsTls((byte)first);

    /// <summary>Closing this closes nothing: the connection is still to be used for a last word.</summary>
    public bool LeaveOpen { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Whether a connection begins as TLS does: with a record that is a handshake or an alert.</summary>
    public static bool IsTls(byte first) => first is 0x15 or 0x16;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Volatile.Read(ref _first) >= 0 || buffer.Length == 0 ? inner.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (!LeaveOpen)
        {
            await inner.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !LeaveOpen)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read > 0)
        {
            Volatile.Write(ref _first, buffer.Span[0]);
        }

        return read;
    }
}
