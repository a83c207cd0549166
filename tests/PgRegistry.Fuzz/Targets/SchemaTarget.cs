using System.Text;
using PgRegistry.Fuzz.Oracles;
using PgRegistry.Replication;

namespace PgRegistry.Fuzz.Targets;

/// <summary>
/// Schemas of strangers against each other. Two sides must come to the same judgement, a schema agrees with itself, and to tell what differs costs no more
/// than the texts are long.
/// </summary>
internal sealed class SchemaTarget : IFuzzTarget
{
    private const byte Between = 0;

    /// <summary>A line costs its parts, an entry in a table and its place in a list.</summary>
    private static readonly Allocation Limit = new(Base: 32 << 10, PerByte: 160);

    private static readonly string[] s_paths =
    [
        "key", "value", "message", "key.Id", "key.Zone", "value.Load", "value.Home", "value.Home.City", "value.Home.Number", "value.All", "value.All[0].City", "value.All[1].X",
        "message:Said", "message:Said.Text", "message:Group:Inner", "message:Group:Inner.Text", "message.Text", "value..", "value.[0]", "keys.A", "value.Home.Home.Home",
    ];

    private static readonly string[] s_types =
        ["int32", "string", "string?", "record", "record?", "union", "immutablearray<record>", "map<record,list<record?>>", "enum:uint8", "formatter:a.records", "?", ""];

    public string Name => "schemas";

    public byte[] Make(Random random)
    {
        var one = Lines(random);
        var other = random.Next(4) == 0 ? Lines(random) : Changed(one, random);
        return [.. Encoding.UTF8.GetBytes(string.Join('\n', one)), Between, .. Encoding.UTF8.GetBytes(string.Join('\n', other))];
    }

    public void Run(ReadOnlySpan<byte> bytes, Tally tally)
    {
        var end = bytes.IndexOf(Between);
        var one = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        var other = Encoding.UTF8.GetString(end < 0 ? [] : bytes[(end + 1)..]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = SchemaText.Difference(one, other) ?? SchemaText.MessageDifference(one, other);
        _ = SchemaText.UnknownCases(one, other);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Limit.Check(allocated, bytes.Length);
        tally.Allocated(allocated, bytes.Length);

        // A text that only looks the same after it was copied is compared line by line.
        var copy = one + "\n";
        if (SchemaText.Difference(one, copy) is { } own)
        {
            throw new Finding("not itself", own);
        }

        if (refusal is null != (SchemaText.Difference(other, one) ?? SchemaText.MessageDifference(other, one)) is null)
        {
            throw new Finding("two judgements", refusal ?? "the other side refuses");
        }

        if (refusal is null)
        {
            tally.Accept(one != other);
        }
        else
        {
            tally.Refuse(refusal);
        }
    }

    public IEnumerable<byte[]> Smaller(byte[] bytes) => Smallening.Of(bytes);

    private static List<string> Lines(Random random) => [.. Enumerable.Range(0, random.Next(10)).Select(_ => Line(random))];

    private static string Line(Random random) =>
        $"{s_paths[random.Next(s_paths.Length)]} {s_types[random.Next(s_types.Length)]}{(random.Next(3) == 0 ? " optional" : "")}";

    private static List<string> Changed(List<string> lines, Random random)
    {
        List<string> changed = [.. lines];
        for (var i = random.Next(3); i >= 0; i--)
        {
            var at = random.Next(changed.Count + 1);
            if (random.Next(2) == 0 || at == changed.Count)
            {
                changed.Insert(at, Line(random));
            }
            else
            {
                changed.RemoveAt(at);
            }
        }

        return changed;
    }
}
