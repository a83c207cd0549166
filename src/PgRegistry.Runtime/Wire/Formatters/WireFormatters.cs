using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PgRegistry.Wire;

/// <summary>The formatters of the types that are on the wire without a generated one, for generated formatters to put together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "They are called like their types, as in the reader and the writer.")]
public static partial class WireFormatters
{
    /// <summary>Of <c>bool</c>.</summary>
    public static IWireFormatter<bool> Boolean { get; } = new MethodFormatter<bool>((ref w, value) => w.Write(value), (ref r) => r.ReadBoolean());

    /// <summary>Of <c>sbyte</c>.</summary>
    public static IWireFormatter<sbyte> SByte { get; } = new MethodFormatter<sbyte>((ref w, value) => w.Write(value), (ref r) => r.ReadSByte());

    /// <summary>Of <c>byte</c>.</summary>
    public static IWireFormatter<byte> Byte { get; } = new MethodFormatter<byte>((ref w, value) => w.Write(value), (ref r) => r.ReadByte());

    /// <summary>Of <c>short</c>.</summary>
    public static IWireFormatter<short> Int16 { get; } = new MethodFormatter<short>((ref w, value) => w.Write(value), (ref r) => r.ReadInt16());

    /// <summary>Of <c>ushort</c>.</summary>
    public static IWireFormatter<ushort> UInt16 { get; } = new MethodFormatter<ushort>((ref w, value) => w.Write(value), (ref r) => r.ReadUInt16());

    /// <summary>Of <c>int</c>.</summary>
    public static IWireFormatter<int> Int32 { get; } = new MethodFormatter<int>((ref w, value) => w.Write(value), (ref r) => r.ReadInt32());

    /// <summary>Of <c>uint</c>.</summary>
    public static IWireFormatter<uint> UInt32 { get; } = new MethodFormatter<uint>((ref w, value) => w.Write(value), (ref r) => r.ReadUInt32());

    /// <summary>Of <c>long</c>.</summary>
    public static IWireFormatter<long> Int64 { get; } = new MethodFormatter<long>((ref w, value) => w.Write(value), (ref r) => r.ReadInt64());

    /// <summary>Of <c>ulong</c>.</summary>
    public static IWireFormatter<ulong> UInt64 { get; } = new MethodFormatter<ulong>((ref w, value) => w.Write(value), (ref r) => r.ReadUInt64());

    /// <summary>Of <c>float</c>.</summary>
    public static IWireFormatter<float> Single { get; } = new MethodFormatter<float>((ref w, value) => w.Write(value), (ref r) => r.ReadSingle());

    /// <summary>Of <c>double</c>.</summary>
    public static IWireFormatter<double> Double { get; } = new MethodFormatter<double>((ref w, value) => w.Write(value), (ref r) => r.ReadDouble());

    /// <summary>Of <c>string</c>; null is refused.</summary>
    public static IWireFormatter<string> String { get; } = new MethodFormatter<string>(
        (ref w, value) => w.Write(value ?? throw new ArgumentException("A text is null; declare it nullable, or leave it out.", nameof(value))),
        (ref r) => r.ReadString() ?? throw new WireFormatException("A text is nil that must not be."));

    /// <summary>Of <c>byte[]</c>, as a bin; null is refused.</summary>
    public static IWireFormatter<byte[]> Bytes { get; } = new MethodFormatter<byte[]>(
        (ref w, value) => w.Write((ReadOnlySpan<byte>)(value ?? throw new ArgumentNullException(nameof(value)))), (ref r) => r.ReadBytesSpan().ToArray());

    /// <summary>Of an <see cref="ImmutableArray{T}"/> of bytes, as a bin; the default one is refused.</summary>
    public static IWireFormatter<ImmutableArray<byte>> ImmutableBytes { get; } = new MethodFormatter<ImmutableArray<byte>>(
        (ref w, value) => w.Write(ArrayIn(value).AsSpan()), (ref r) => [.. r.ReadBytesSpan()]);

    /// <summary>Of <see cref="System.Guid"/>.</summary>
    public static IWireFormatter<Guid> Guid { get; } = new MethodFormatter<Guid>(WireValues.WriteGuid, WireValues.ReadGuid);

    /// <summary>Of <c>char</c>.</summary>
    public static IWireFormatter<char> Char { get; } = new MethodFormatter<char>(WireValues.WriteChar, WireValues.ReadChar);

    /// <summary>Of <c>decimal</c>.</summary>
    public static IWireFormatter<decimal> Decimal { get; } = new MethodFormatter<decimal>(WireValues.WriteDecimal, WireValues.ReadDecimal);

    /// <summary>Of <see cref="System.Half"/>.</summary>
    public static IWireFormatter<Half> Half { get; } = new MethodFormatter<Half>(WireValues.WriteHalf, WireValues.ReadHalf);

    /// <summary>Of <see cref="System.Int128"/>.</summary>
    public static IWireFormatter<Int128> Int128 { get; } = new MethodFormatter<Int128>(WireValues.WriteInt128, WireValues.ReadInt128);

    /// <summary>Of <see cref="System.UInt128"/>.</summary>
    public static IWireFormatter<UInt128> UInt128 { get; } = new MethodFormatter<UInt128>(WireValues.WriteUInt128, WireValues.ReadUInt128);

    /// <summary>Of <see cref="System.DateTime"/>.</summary>
    public static IWireFormatter<DateTime> DateTime { get; } = new MethodFormatter<DateTime>(WireValues.WriteDateTime, WireValues.ReadDateTime);

    /// <summary>Of <see cref="System.DateTimeOffset"/>.</summary>
    public static IWireFormatter<DateTimeOffset> DateTimeOffset { get; } = new MethodFormatter<DateTimeOffset>(WireValues.WriteDateTimeOffset, WireValues.ReadDateTimeOffset);

    /// <summary>Of <see cref="System.DateOnly"/>.</summary>
    public static IWireFormatter<DateOnly> DateOnly { get; } = new MethodFormatter<DateOnly>(WireValues.WriteDateOnly, WireValues.ReadDateOnly);

    /// <summary>Of <see cref="System.TimeOnly"/>.</summary>
    public static IWireFormatter<TimeOnly> TimeOnly { get; } = new MethodFormatter<TimeOnly>(WireValues.WriteTimeOnly, WireValues.ReadTimeOnly);

    /// <summary>Of <see cref="System.TimeSpan"/>.</summary>
    public static IWireFormatter<TimeSpan> TimeSpan { get; } = new MethodFormatter<TimeSpan>(WireValues.WriteTimeSpan, WireValues.ReadTimeSpan);

    /// <summary>Of <see cref="System.Uri"/>; null is refused.</summary>
    public static IWireFormatter<Uri> Uri { get; } = new MethodFormatter<Uri>(WireValues.WriteUri, WireValues.ReadUri);

    /// <summary>Of <see cref="PgRegistry.Pid"/>.</summary>
    public static IWireFormatter<Pid> Pid { get; } = new MethodFormatter<Pid>(WireValues.WritePid, WireValues.ReadPid);

    /// <summary>Of <see cref="PgRegistry.NodeId"/>; null is refused.</summary>
    public static IWireFormatter<NodeId> NodeId { get; } = new MethodFormatter<NodeId>(WireValues.WriteNodeId, WireValues.ReadNodeId);

    /// <summary>One of the user's, watched: what it writes is read back, and what it throws while reading is a format exception.</summary>
    public static IWireFormatter<T> Checked<T>(IWireFormatter<T> formatter) => new CheckedFormatter<T>(formatter);

    /// <summary>Of an enum, by the formatter of the integer below it.</summary>
    public static IWireFormatter<TEnum> EnumOf<TEnum, TInteger>(IWireFormatter<TInteger> number)
        where TEnum : struct, Enum
        where TInteger : struct =>
        new MethodFormatter<TEnum>(
            (ref w, value) => number.Write(ref w, Unsafe.BitCast<TEnum, TInteger>(value)), (ref r) => Unsafe.BitCast<TInteger, TEnum>(number.Read(ref r)));

    /// <summary>Of a nullable value type: nil, or the value.</summary>
    public static IWireFormatter<T?> NullableOf<T>(IWireFormatter<T> formatter)
        where T : struct =>
        new MethodFormatter<T?>(
            (ref w, value) =>
            {
                if (value is { } some)
                {
                    formatter.Write(ref w, some);
                }
                else
                {
                    w.WriteNil();
                }
            },
            (ref r) => r.TryReadNil() ? null : formatter.Read(ref r));

    /// <summary>Of a reference type that may be null: nil, or the value.</summary>
    public static IWireFormatter<T?> OptionalOf<T>(IWireFormatter<T> formatter)
        where T : class =>
        new MethodFormatter<T?>(
            (ref w, value) =>
            {
                if (value is null)
                {
                    w.WriteNil();
                }
                else
                {
                    formatter.Write(ref w, value);
                }
            },
            (ref r) => r.TryReadNil() ? null : formatter.Read(ref r));
}
