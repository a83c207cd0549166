using System.Text.Json.Nodes;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Documents as JSON, for the vectors of that kind.</summary>
internal static class VectorJson
{
    public static void Write(ref MessagePackWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNil();
                break;
            case JsonArray array:
                writer.WriteArrayHeader(array.Count);
                foreach (var element in array)
                {
                    Write(ref writer, element);
                }

                break;
            case JsonObject map:
                writer.WriteMapHeader(map.Count);
                foreach (var (key, element) in map)
                {
                    writer.Write(key);
                    Write(ref writer, element);
                }

                break;
            case JsonValue value when value.TryGetValue(out long integer):
                writer.Write(integer);
                break;
            case JsonValue value when value.TryGetValue(out double number):
                writer.Write(number);
                break;
            case JsonValue value when value.TryGetValue(out bool truth):
                writer.Write(truth);
                break;
            default:
                writer.Write(node.GetValue<string>());
                break;
        }
    }

    public static JsonNode? Read(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
                return null;
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.Integer:
                return reader.ReadInt64();
            case MessagePackType.Float:
                return reader.ReadDouble();
            case MessagePackType.String:
                return reader.ReadString();
            case MessagePackType.Array:
                var array = new JsonArray();
                for (var left = reader.ReadArrayHeader(); left > 0; left--)
                {
                    array.Add(Read(ref reader));
                }

                return array;
            default:
                var map = new JsonObject();
                for (var left = reader.ReadMapHeader(); left > 0; left--)
                {
                    map.Add(reader.ReadString()!, Read(ref reader));
                }

                return map;
        }
    }
}
