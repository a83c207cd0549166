using System.Diagnostics.CodeAnalysis;

namespace PgRegistry.Wire;

/// <summary>The first bytes of MessagePack values.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The specification names them so.")]
public static partial class MessagePackCode
{
    /// <summary>The least positive fixint, the number 0. A positive fixint is its own value.</summary>
    public const byte MinFixInt = 0x00;

    /// <summary>The greatest positive fixint, the number 127.</summary>
    public const byte MaxFixInt = 0x7f;

    /// <summary>The map of no pairs; the low four bits are the number of pairs.</summary>
    public const byte MinFixMap = 0x80;

    /// <summary>The map of 15 pairs.</summary>
    public const byte MaxFixMap = 0x8f;

    /// <summary>The array of no elements; the low four bits are the number of elements.</summary>
    public const byte MinFixArray = 0x90;

    /// <summary>The array of 15 elements.</summary>
    public const byte MaxFixArray = 0x9f;

    /// <summary>The string of no bytes; the low five bits are the number of bytes.</summary>
    public const byte MinFixStr = 0xa0;

    /// <summary>The string of 31 bytes.</summary>
    public const byte MaxFixStr = 0xbf;

    /// <summary>Nil.</summary>
    public const byte Nil = 0xc0;

    /// <summary>The one code that the specification never uses.</summary>
    public const byte NeverUsed = 0xc1;

    /// <summary>False.</summary>
    public const byte False = 0xc2;

    /// <summary>True.</summary>
    public const byte True = 0xc3;

    /// <summary>Bytes with a length of 8 bits.</summary>
    public const byte Bin8 = 0xc4;

    /// <summary>Bytes with a length of 16 bits.</summary>
    public const byte Bin16 = 0xc5;

    /// <summary>Bytes with a length of 32 bits.</summary>
    public const byte Bin32 = 0xc6;

    /// <summary>An extension with a length of 8 bits.</summary>
    public const byte Ext8 = 0xc7;

    /// <summary>An extension with a length of 16 bits.</summary>
    public const byte Ext16 = 0xc8;

    /// <summary>An extension with a length of 32 bits.</summary>
    public const byte Ext32 = 0xc9;

    /// <summary>A floating-point number of 32 bits.</summary>
    public const byte Float32 = 0xca;

    /// <summary>A floating-point number of 64 bits.</summary>
    public const byte Float64 = 0xcb;

    /// <summary>An unsigned integer of 8 bits.</summary>
    public const byte UInt8 = 0xcc;

    /// <summary>An unsigned integer of 16 bits.</summary>
    public const byte UInt16 = 0xcd;

    /// <summary>An unsigned integer of 32 bits.</summary>
    public const byte UInt32 = 0xce;

    /// <summary>An unsigned integer of 64 bits.</summary>
    public const byte UInt64 = 0xcf;

    /// <summary>A signed integer of 8 bits.</summary>
    public const byte Int8 = 0xd0;

    /// <summary>A signed integer of 16 bits.</summary>
    public const byte Int16 = 0xd1;

    /// <summary>A signed integer of 32 bits.</summary>
    public const byte Int32 = 0xd2;

    /// <summary>A signed integer of 64 bits.</summary>
    public const byte Int64 = 0xd3;

    /// <summary>An extension of 1 byte.</summary>
    public const byte FixExt1 = 0xd4;

    /// <summary>An extension of 2 bytes.</summary>
    public const byte FixExt2 = 0xd5;

    /// <summary>An extension of 4 bytes.</summary>
    public const byte FixExt4 = 0xd6;

    /// <summary>An extension of 8 bytes.</summary>
    public const byte FixExt8 = 0xd7;

    /// <summary>An extension of 16 bytes.</summary>
    public const byte FixExt16 = 0xd8;

    /// <summary>A string with a length of 8 bits.</summary>
    public const byte Str8 = 0xd9;

    /// <summary>A string with a length of 16 bits.</summary>
    public const byte Str16 = 0xda;

    /// <summary>A string with a length of 32 bits.</summary>
    public const byte Str32 = 0xdb;

    /// <summary>An array with a length of 16 bits.</summary>
    public const byte Array16 = 0xdc;

    /// <summary>An array with a length of 32 bits.</summary>
    public const byte Array32 = 0xdd;

    /// <summary>A map with a length of 16 bits.</summary>
    public const byte Map16 = 0xde;

    /// <summary>A map with a length of 32 bits.</summary>
    public const byte Map32 = 0xdf;

    /// <summary>The least negative fixint, the number −32. A negative fixint is its own value as a signed byte.</summary>
    public const byte MinNegativeFixInt = 0xe0;

    /// <summary>The greatest negative fixint, the number −1.</summary>
    public const byte MaxNegativeFixInt = 0xff;

    /// <summary>The type code of the timestamp extension.</summary>
    public const sbyte TimestampType = -1;
}
