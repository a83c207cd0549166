using System.Buffers.Binary;
using PgRegistry.Wire;

namespace PgRegistry.Cluster;

/// <summary>Cuts a stream of bytes into frames. A frame lies in one piece in the buffer, so that it can be read as a span.</summary>
internal sealed class TcpFrameReader(Stream stream)
{
    private const int NormalSize = 64 << 10;

    /// <summary>A larger buffer is not kept once it is empty.</summary>
    private const int KeptSize = 512 << 10;

    private byte[] _buffer = new byte[Handshake.MaxFrameBytes + FrameBuffer.HeaderSize];
    private int _start;
    private int _end;
    private int _frameLength;

    /// <summary>What is larger is refused as soon as its length is known, before room is made for it.</summary>
    public int MaxFrameBytes { get; set; } = Handshake.MaxFrameBytes;

    /// <summary>The frame that was read last, without its length; valid until the next read.</summary>
    public ReadOnlySpan<byte> Frame => _buffer.AsSpan(_start - _frameLength, _frameLength);

    /// <summary>What comes instead of a frame is TLS; as a length these bytes are beyond every limit.</summary>
    public bool IsTls => _end - _start >= 2 && TlsTransport.IsTls(_buffer[_start]) && _buffer[_start + 1] == 3;

    /// <summary>True when there is a frame; false when the other side has closed the connection after a whole frame.</summary>
    /// <exception cref="WireFormatException">The frame is too large.</exception>
    /// <exception cref="IOException">The connection is gone.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => TryTake() ? new ValueTask<bool>(true) : FillAsync(cancellationToken);

    /// <summary>The same on the thread of the caller.</summary>
    /// <exception cref="WireFormatException">The frame is too large.</exception>
    /// <exception cref="IOException">The connection is gone.</exception>
    public bool Read()
    {
        while (!TryTake())
        {
            MakeRoom();
            if (!Take(stream.Read(_buffer.AsSpan(_end))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads on until the other side closes, and drops it all.</summary>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        _start = _end = _frameLength = 0;
        while (await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>The same on the thread of the caller.</summary>
    /// <exception cref="IOException">The connection is gone.</exception>
    public void Discard()
    {
        _start = _end = _frameLength = 0;
        while (stream.Read(_buffer) > 0)
        {
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        do
        {
            MakeRoom();
            if (!Take(await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false)))
            {
                return false;
            }
        }
        while (!TryTake());
        return true;
    }

    /// <summary>Notes that so much was read; false at the end.</summary>
    private bool Take(int read)
    {
        _end += read;
        return read > 0 || (_end == _start ? false : throw new EndOfStreamException("the other side closed the connection in the middle of a frame"));
    }

    private bool TryTake()
    {
        if (AnnouncedLength() is not { } length || _end - _start - FrameBuffer.HeaderSize < length)
        {
            return false;
        }

        _start += FrameBuffer.HeaderSize + length;
        _frameLength = length;
        return true;
    }

    private int? AnnouncedLength()
    {
        if (_end - _start < FrameBuffer.HeaderSize)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(_start));
        return length <= (uint)MaxFrameBytes
            ? (int)length
            : throw new WireFormatException($"A frame of {length} bytes; at most {MaxFrameBytes} are allowed here.");
    }

    private void MakeRoom()
    {
        var unread = _end - _start;
        var needed = (AnnouncedLength() ?? 0) + FrameBuffer.HeaderSize;
        var wanted = MaxFrameBytes == Handshake.MaxFrameBytes ? needed : Math.Max(needed, NormalSize);
        var target = wanted > _buffer.Length || (unread == 0 && _buffer.Length > KeptSize) ? new byte[wanted] : _buffer;
        _buffer.AsSpan(_start, unread).CopyTo(target);
        _buffer = target;
        _start = _frameLength = 0;
        _end = unread;
    }
}
