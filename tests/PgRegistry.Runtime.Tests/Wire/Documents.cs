using System.Globalization;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

internal sealed record Extension(sbyte Type, byte[] Data);

internal sealed record Map(List<(object? Key, object? Value)> Pairs);

/// <summary>Documents of everything that MessagePack has, written, read and printed.</summary>
internal static class Documents
{
    public static void Write(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case bool truth:
                writer.Write(truth);
                break;
            case long number:
                writer.Write(number);
                break;
            case ulong number:
                writer.Write(number);
                break;
            case float number:
                writer.Write(number);
                break;
            case double number:
                writer.Write(number);
                break;
            case string text:
                writer.Write(text);
                break;
            case byte[] bytes:
                writer.Write(bytes);
                break;
            case DateTime time:
                writer.Write(time);
                break;
            case Extension extension:
                writer.WriteExtensionFormat(extension.Type, extension.Data);
                break;
            case List<object?> list:
                writer.WriteArrayHeader(list.Count);
                foreach (var element in list)
                {
                    Write(ref writer, element);
                }

                break;
            case Map map:
                writer.WriteMapHeader(map.Pairs.Count);
                foreach (var (key, element) in map.Pairs)
                {
                    Write(ref writer, key);
                    Write(ref writer, element);
                }

                break;
            default:
                throw new ArgumentException($"No part of a document: {value.GetType()}.");
        }
    }

    public static object? Read(ref MessagePackReader reader, int depth = 0)
    {
        if (depth > MessagePackReader.MaximumDepth)
        {
            throw new WireFormatException("Expected less depth.");
        }

        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.Integer when reader.NextCode == MessagePackCode.UInt64:
                var number = reader.ReadUInt64();
                return number > long.MaxValue ? number : (long)number;
            case MessagePackType.Integer:
                return reader.ReadInt64();
            case MessagePackType.Float when reader.NextCode == MessagePackCode.Float32:
                return reader.ReadSingle();
            case MessagePackType.Float:
                return reader.ReadDouble();
            case MessagePackType.String:
                return reader.ReadString();
            case MessagePackType.Binary:
                return reader.ReadBytes();
            case MessagePackType.Array:
                var list = new List<object?>(reader.ReadArrayHeader());
                for (var left = list.Capacity; left > 0; left--)
                {
                    list.Add(Read(ref reader, depth + 1));
                }

                return list;
            case MessagePackType.Map:
                var pairs = new List<(object?, object?)>(reader.ReadMapHeader());
                for (var left = pairs.Capacity; left > 0; left--)
                {
                    pairs.Add((Read(ref reader, depth + 1), Read(ref reader, depth + 1)));
                }

                return new Map(pairs);
            case MessagePackType.Extension:
                var ahead = reader;
                ahead.ReadExtensionFormat(out var type);
                return type == MessagePackCode.TimestampType
                    ? reader.ReadDateTime()
                    : new Extension(type, reader.ReadExtensionFormat(out _).ToArray());
            default:
                reader.ReadNil();
                return null;
        }
    }

    /// <summary>A text that is equal exactly for equal documents, bit for bit.</summary>
    public static string Print(object? value) => value switch
    {
        null => "nil",
        float number => $"f32:{BitConverter.SingleToUInt32Bits(number):x8}",
        double number => $"f64:{BitConverter.DoubleToUInt64Bits(number):x16}",
        string text => $"\"{text}\"",
        byte[] bytes => $"bin:{Convert.ToHexStringLower(bytes)}",
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"time:{time.Ticks}:{time.Kind}"),
        Extension extension => $"ext:{extension.Type}:{Convert.ToHexStringLower(extension.Data)}",
        List<object?> list => $"[{string.Join(',', list.Select(Print))}]",
        Map map => $"{{{string.Join(',', map.Pairs.Select(pair => $"{Print(pair.Key)}:{Print(pair.Value)}"))}}}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
