using System.Buffers;

namespace PgRegistry.Tests.Wire;

/// <summary>Gives hardly more than is asked for, and other memory each time.</summary>
internal sealed class Pieces(Random random) : IBufferWriter<byte>
{
    private byte[] _piece = [];

    public List<byte> Written { get; } = [];

    public void Advance(int count)
    {
        Written.AddRange(_piece.AsSpan(0, count));
        _piece = [];
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public Memory<byte> GetMemory(int sizeHint = 0) => _piece = new byte[Math.Max(1, sizeHint) + random.Next(3)];
}

/// <summary>Gives nothing.</summary>
internal sealed class Miser : IBufferWriter<byte>
{
    public void Advance(int count)
    {
    }

    public Span<byte> GetSpan(int sizeHint = 0) => default;

    public Memory<byte> GetMemory(int sizeHint = 0) => default;
}
