using System.Globalization;

namespace PgRegistry.Wire;

public static partial class MessagePackCode
{
    /// <summary>Says which kind of value begins with a code. Does not allocate.</summary>
    public static MessagePackType ToMessagePackType(byte code) => code switch
    {
        <= MaxFixInt => MessagePackType.Integer,
        <= MaxFixMap => MessagePackType.Map,
        <= MaxFixArray => MessagePackType.Array,
        <= MaxFixStr => MessagePackType.String,
        Nil => MessagePackType.Nil,
        NeverUsed => MessagePackType.Unknown,
        False or True => MessagePackType.Boolean,
        Bin8 or Bin16 or Bin32 => MessagePackType.Binary,
        Ext8 or Ext16 or Ext32 => MessagePackType.Extension,
        Float32 or Float64 => MessagePackType.Float,
        >= UInt8 and <= Int64 => MessagePackType.Integer,
        >= FixExt1 and <= FixExt16 => MessagePackType.Extension,
        Str8 or Str16 or Str32 => MessagePackType.String,
        Array16 or Array32 => MessagePackType.Array,
        Map16 or Map32 => MessagePackType.Map,
        _ => MessagePackType.Integer,
    };

    /// <summary>Prints a code as the specification names its format, and in hexadecimal, such as <c>array 16 (0xdc)</c>.</summary>
    public static string ToFormatName(byte code)
    {
        var name = code switch
        {
            <= MaxFixInt => "positive fixint",
            <= MaxFixMap => "fixmap",
            <= MaxFixArray => "fixarray",
            <= MaxFixStr => "fixstr",
            Nil => "nil",
            NeverUsed => "the never used code",
            False => "false",
            True => "true",
            Bin8 => "bin 8",
            Bin16 => "bin 16",
            Bin32 => "bin 32",
            Ext8 => "ext 8",
            Ext16 => "ext 16",
            Ext32 => "ext 32",
            Float32 => "float 32",
            Float64 => "float 64",
            UInt8 => "uint 8",
            UInt16 => "uint 16",
            UInt32 => "uint 32",
            UInt64 => "uint 64",
            Int8 => "int 8",
            Int16 => "int 16",
            Int32 => "int 32",
            Int64 => "int 64",
            FixExt1 => "fixext 1",
            FixExt2 => "fixext 2",
            FixExt4 => "fixext 4",
            FixExt8 => "fixext 8",
            FixExt16 => "fixext 16",
            Str8 => "str 8",
            Str16 => "str 16",
            Str32 => "str 32",
            Array16 => "array 16",
            Array32 => "array 32",
            Map16 => "map 16",
            Map32 => "map 32",
            _ => "negative fixint",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{name} (0x{code:x2})");
    }
}
