using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Writes the spelled value of a vector, and reads a value back into its spelling.</summary>
internal static class VectorKinds
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ref MessagePackWriter writer, string kind, string value)
    {
        switch (kind)
        {
            case "nil":
                writer.WriteNil();
                break;
            case "bool":
                writer.Write(value == "true");
                break;
            case "int" when value[0] == '-':
                writer.Write(long.Parse(value, CultureInfo.InvariantCulture));
                break;
            case "int":
                writer.Write(ulong.Parse(value, CultureInfo.InvariantCulture));
                break;
            case "float32":
                writer.Write(BitConverter.UInt32BitsToSingle(uint.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
                break;
            case "float64":
                writer.Write(BitConverter.UInt64BitsToDouble(ulong.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
                break;
            case "str":
                writer.Write(Spelling.Repeated(value));
                break;
            case "bin":
                writer.Write(Spelling.RepeatedBytes(value));
                break;
            case "ext":
                var (type, data) = Spelling.Counted(value);
                writer.WriteExtensionFormat((sbyte)type, Spelling.RepeatedBytes(data));
                break;
            case "timestamp":
                var parts = value.Split(':');
                writer.WriteTimestamp(long.Parse(parts[0], CultureInfo.InvariantCulture), Spelling.Number(parts[1]));
                break;
            case "array":
                writer.WriteArrayHeader(Spelling.Number(value));
                for (var i = 0; i < Spelling.Number(value); i++)
                {
                    writer.Write(1);
                }

                break;
            case "map":
                writer.WriteMapHeader(Spelling.Number(value));
                for (var i = 0; i < Spelling.Number(value); i++)
                {
                    writer.Write(i.ToString(CultureInfo.InvariantCulture));
                    writer.Write(i);
                }

                break;
            case "json":
                VectorJson.Write(ref writer, JsonNode.Parse(value));
                break;
            default:
                throw new ArgumentException($"No kind of vector: {kind}.");
        }
    }

    /// <summary>Reads a value; the expected spelling chooses between equal ones (how a repeated text is cut).</summary>
    public static string Read(ref MessagePackReader reader, string kind, string expected)
    {
        switch (kind)
        {
            case "nil":
                reader.ReadNil();
                return "";
            case "bool":
                return reader.ReadBoolean() ? "true" : "false";
            case "int" when expected[0] == '-':
                return reader.ReadInt64().ToString(CultureInfo.InvariantCulture);
            case "int":
                return reader.ReadUInt64().ToString(CultureInfo.InvariantCulture);
            case "float32":
                return BitConverter.SingleToUInt32Bits(reader.ReadSingle()).ToString("x8", CultureInfo.InvariantCulture);
            case "float64":
                return BitConverter.DoubleToUInt64Bits(reader.ReadDouble()).ToString("x16", CultureInfo.InvariantCulture);
            case "str":
                var text = reader.ReadString();
                return text == Spelling.Repeated(expected) ? expected : $"1:{text}";
            case "bin":
                var bytes = reader.ReadBytes()!;
                return bytes.AsSpan().SequenceEqual(Spelling.RepeatedBytes(expected)) ? expected : $"1:{Convert.ToHexStringLower(bytes)}";
            case "ext":
                var data = reader.ReadExtensionFormat(out var type);
                return type == Spelling.Counted(expected).Count && data.SequenceEqual(Spelling.RepeatedBytes(Spelling.Counted(expected).Text))
                    ? expected
                    : $"{type}:1:{Convert.ToHexStringLower(data)}";
            case "timestamp":
                var seconds = reader.ReadTimestamp(out var nanoseconds);
                return string.Create(CultureInfo.InvariantCulture, $"{seconds}:{nanoseconds}");
            case "array":
                var count = reader.ReadArrayHeader();
                for (var i = 0; i < count; i++)
                {
                    Assert.Equal(1, reader.ReadInt32());
                }

                return count.ToString(CultureInfo.InvariantCulture);
            case "map":
                var pairs = reader.ReadMapHeader();
                for (var i = 0; i < pairs; i++)
                {
                    Assert.Equal(i.ToString(CultureInfo.InvariantCulture), reader.ReadString());
                    Assert.Equal(i, reader.ReadInt32());
                }

                return pairs.ToString(CultureInfo.InvariantCulture);
            default:
                return VectorJson.Read(ref reader)?.ToJsonString(Plain) ?? "null";
        }
    }
}
