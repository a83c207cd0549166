using PgRegistry.Fuzz.Mutation;
using PgRegistry.Replication;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>Makes Discovers that say something else than the recorded one, with the fingerprint that fits their schema.</summary>
internal static class DiscoverMaker
{
    private static readonly string[] s_lines =
        ["", "key", "key.", "key.Queue", "key.Queue string", "key  ", "key:", "value.Load int64", "message", "message.Text uint8", "key.\u0007\u2028\ud83d\ude00 string", "\n\n", new('k', 500)];

    public static byte[] Make(byte[] recorded, Random random)
    {
        var reader = new MessagePackReader(recorded);
        var elements = reader.ReadArrayHeader();
        reader.ReadByte();
        var frame = DiscoverFrame.Read(ref reader, elements);
        for (var changes = random.Few(4); changes > 0; changes--)
        {
            frame = Change(frame, random);
        }

        var output = new FrameBuffer();
        frame.Write(output);
        return output.WrittenSpan[FrameBuffer.HeaderSize..].ToArray();
    }

    private static DiscoverFrame Change(in DiscoverFrame frame, Random random) => random.Next(9) switch
    {
        0 => frame with { Scope = random.Of(["things", "Things", "names", "Names", "kinds", "Kinds", "", "\u0000", "nowhere"]) },
        1 => frame with { Mode = (KeyMode)random.Of<byte>([0, 1, 2, 255]) },
        2 => frame with { Instance = (ulong)random.Next(0, 6) },
        3 => frame with { Purpose = (DiscoverPurpose)random.Of<byte>([0, 1, 2, 3, 255]) },
        4 => frame with { SeenInstance = random.OneIn(3) ? ulong.MaxValue : (ulong)random.Next(0, 6) },
        5 => frame with { HeldInstance = random.OneIn(3) ? ulong.MaxValue : (ulong)random.Next(0, 6) },
        6 => frame with { HeldNumber = random.OneIn(3) ? random.Of([long.MinValue, -1, long.MaxValue]) : random.Next(0, 30) },
        _ => frame with { Schema = ChangeLines(frame.Schema, random) },
    };

    private static string ChangeLines(string schema, Random random)
    {
        var lines = schema.Split('\n').ToList();
        var at = random.Next(lines.Count);
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines[at] = random.Of(s_lines);
                break;
            case 2:
                lines.InsertRange(at, Enumerable.Repeat(random.Of(s_lines), random.Of([1, 10, 2_000])));
                break;
            default:
                lines.Insert(random.Next(lines.Count), lines[at]);
                break;
        }

        return string.Join('\n', lines);
    }
}
