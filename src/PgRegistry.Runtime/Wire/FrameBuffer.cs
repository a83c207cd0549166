using System.Buffers;
using System.Buffers.Binary;

namespace PgRegistry.Wire;

/// <summary>
/// Bytes on their way out: frames, each behind its length in four bytes, big-endian. Reused; not safe for several threads.
/// </summary>
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    public const int HeaderSize = 4;

    /// <summary>A larger buffer is not kept for the next use.</summary>
    private const int KeptSize = 1 << 20;

    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _frameStart = -1;

    public int Length => _length;

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        _length = 0;
        if (_bytes.Length > KeptSize)
        {
            _bytes = new byte[1024];
        }
    }

    public void BeginFrame()
    {
        _frameStart = _length;
        GetSpan(HeaderSize);
        _length += HeaderSize;
    }

    public void EndFrame()
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_frameStart), (uint)(_length - _frameStart - HeaderSize));
        _frameStart = -1;
    }

    /// <summary>Begins a block of bytes whose length is not known yet; returns where <see cref="EndBlock"/> notes it.</summary>
    public int BeginBlock()
    {
        GetSpan(5)[0] = MessagePackCode.Bin32;
        _length += 5;
        return _length;
    }

    public void EndBlock(int start) =>
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(start - 4), (uint)(_length - start));

    /// <summary>Sets a number of eight bytes that ends at a position and was written before it was known.</summary>
    public void PatchInt64(int end, long value) => BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(end - sizeof(long)), value);

    /// <summary>Takes back everything from a position on.</summary>
    public void Truncate(int length) => _length = length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Reserve(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 16);
        if (_bytes.Length - _length < wanted)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + wanted));
        }
    }
}
