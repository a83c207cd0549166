using PgRegistry.Store;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Mutation;

/// <summary>Values at the edges of what the wire can carry, and lies.</summary>
internal static class Boundaries
{
    public static readonly IReadOnlyList<uint> Lengths =
        [0, 1, 2, 3, 5, 15, 16, 31, 32, 255, 256, 65_535, 65_536, int.MaxValue - 8, int.MaxValue, 1u << 31, uint.MaxValue - 1, uint.MaxValue];

    public static readonly IReadOnlyList<byte[]> Numbers =
    [
        .. new long[]
        {
            0, 1, 2, 3, -1, -2, -32, -33, 15, 16, 127, 128, -128, -129, 255, 256, 1023, 1024, 32_767, 32_768, -32_768, 65_535, 65_536, int.MaxValue, int.MinValue,
            1L << 31, uint.MaxValue, 1L << 32, long.MaxValue, long.MaxValue - 1, long.MaxValue - 2, long.MinValue,
            SlotPages<object>.MaxSlot - 1, SlotPages<object>.MaxSlot, SlotPages<object>.MaxSlot + 1L,
        }.Select(Raw.Of),
        Raw.Of(ulong.MaxValue), Raw.Of(1ul << 63),
        Raw.Wide(MessagePackCode.UInt64, 3), Raw.Wide(MessagePackCode.Int64, 3), Raw.Wide(MessagePackCode.Int64, ulong.MaxValue),
        [MessagePackCode.UInt8, 3], [MessagePackCode.Int8, 0xff], [MessagePackCode.UInt16, 0, 3], [MessagePackCode.Int32, 0, 0, 0, 3],
    ];

    public static readonly IReadOnlyList<byte[]> Others =
    [
        [MessagePackCode.Nil], [MessagePackCode.False], [MessagePackCode.True], [MessagePackCode.NeverUsed],
        [MessagePackCode.Float32, 0x7f, 0xc0, 0, 0], [MessagePackCode.Float32, 0xff, 0xff, 0xff, 0xff], [MessagePackCode.Float32, 0x80, 0, 0, 0],
        Raw.Wide(MessagePackCode.Float64, BitConverter.DoubleToUInt64Bits(double.NaN)), Raw.Wide(MessagePackCode.Float64, BitConverter.DoubleToUInt64Bits(double.PositiveInfinity)),
        Raw.Wide(MessagePackCode.Float64, ulong.MaxValue),
        [MessagePackCode.MinFixStr], [0xa1, 0xff], [0xa2, 0xc3, 0x28], [0xa3, 0xed, 0xa0, 0x80], [0xa1, 0], [0xa4, 0xe2, 0x80, 0xa8, (byte)'\n'],
        [MessagePackCode.Str8, 200, .. Enumerable.Repeat((byte)'a', 200)], Raw.Length(MessagePackCode.Str32, uint.MaxValue), [MessagePackCode.Str16, 0xff, 0xff],
        [MessagePackCode.Bin8, 0], [MessagePackCode.Bin8, 1, 0x90], Raw.Length(MessagePackCode.Bin32, uint.MaxValue), Raw.Length(MessagePackCode.Bin32, int.MaxValue),
        [MessagePackCode.MinFixArray], [0x91, 0xc0], Raw.Length(MessagePackCode.Array32, uint.MaxValue), [MessagePackCode.Array16, 0xff, 0xff],
        [MessagePackCode.MinFixMap], [0x81, 0xc0, 0xc0], Raw.Length(MessagePackCode.Map32, uint.MaxValue), Raw.Length(MessagePackCode.Map32, 1u << 31),
        [MessagePackCode.FixExt1, 0xff, 0], [MessagePackCode.FixExt4, 0xff, 1, 2, 3, 4], [MessagePackCode.FixExt8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        [MessagePackCode.FixExt16, 0x7f, .. new byte[16]], [MessagePackCode.Ext8, 12, 0xff, .. Enumerable.Repeat((byte)0xff, 12)], [MessagePackCode.Ext8, 0, 0x80],
        Raw.Length(MessagePackCode.Ext32, uint.MaxValue),
        [MessagePackCode.Bin8, 16, .. new byte[16]], [0x94, 0xff, 0xff, 0xff, 0xd2, 0x80, 0x1d, 0, 0],
    ];

    /// <summary>Arrays or maps in one another, so deep that who reads them by recursion would not come back.</summary>
    public static byte[] Nested(Random random)
    {
        var depth = random.Of([2, 31, 63, 64, 65, 100, 1_000, 20_000]);
        var one = random.Of<byte[]>([[0x91], [0x81, 0xc0], [0x92, 0xc0], [MessagePackCode.Array16, 0, 1]]);
        return [.. Enumerable.Repeat(one, depth).SelectMany(bytes => bytes), MessagePackCode.Nil];
    }
}
