using System.Globalization;
using System.Text;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>The file that <c>make-vectors.mjs --check</c> decodes with an independent implementation.</summary>
public sealed class OurVectorTests
{
    private const string Rewrite = "PGREGISTRY_OURS_JSON";

    [Fact]
    public void Ours_json_is_what_our_writer_produces()
    {
        var made = Vectors.Print(Make());
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 } path)
        {
            File.WriteAllText(path, made, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        Assert.Equal(File.ReadAllText(Vectors.PathOf("ours.json")), made);
    }

    private static List<Vector> Make()
    {
        var made = new List<Vector>();
        FixedWidths(made);
        Values(made);

        // Another set than the edges of msgpack.json, and always the same one.
        var random = new Random(20260101);
        for (var i = 0; i < 64; i++)
        {
            var bits = unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)) >> i;
            Add(made, "int", bits.ToString(CultureInfo.InvariantCulture));
            Add(made, "int", (-(long)(bits >> 1)).ToString(CultureInfo.InvariantCulture));
        }

        for (var i = 0; i < 20; i++)
        {
            Add(made, "float32", BitConverter.SingleToUInt32Bits((random.NextSingle() - 0.5f) * MathF.ScaleB(1, i * 6 - 60)).ToString("x8", CultureInfo.InvariantCulture));
            Add(made, "float64", BitConverter.DoubleToUInt64Bits((random.NextDouble() - 0.5) * Math.ScaleB(1, i * 50 - 500)).ToString("x16", CultureInfo.InvariantCulture));
            Add(made, "str", "1:" + RandomValues.Text(random, i * 3));
            var bytes = new byte[i * 2];
            random.NextBytes(bytes);
            Add(made, "bin", $"1:{Convert.ToHexStringLower(bytes)}");
            Add(made, "ext", $"{random.Next(0, 128)}:1:{Convert.ToHexStringLower(bytes)}");
            Add(made, "timestamp", string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64(-1L << (i + 10), 1L << (i + 20))}:{random.Next(0, 1_000_000_000)}"));
        }

        return made;
    }

    private static void FixedWidths(List<Vector> made)
    {
        foreach (var value in (byte[])[0, 127, 128, 255])
        {
            Add(made, "uint 8", "int", Print(value), (ref MessagePackWriter writer) => writer.WriteUInt8(value));
            Add(made, "uint 16", "int", Print(value), (ref MessagePackWriter writer) => writer.WriteUInt16(value));
            Add(made, "uint 32", "int", Print(value), (ref MessagePackWriter writer) => writer.WriteUInt32(value));
            Add(made, "uint 64", "int", Print(value), (ref MessagePackWriter writer) => writer.WriteUInt64(value));
        }

        foreach (var value in (sbyte[])[-128, -32, -1, 0, 127])
        {
            Add(made, "int 8", "int", Print(value), (ref MessagePackWriter writer) => writer.WriteInt8(value));
            Add(made, "int 16", "int", Print(value), (ref MessagePackWriter writer) => writer.WriteInt16(value));
            Add(made, "int 32", "int", Print(value), (ref MessagePackWriter writer) => writer.WriteInt32(value));
            Add(made, "int 64", "int", Print(value), (ref MessagePackWriter writer) => writer.WriteInt64(value));
        }

        static string Print(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }

    private static void Values(List<Vector> made)
    {
        var guid = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        Add(made, "Guid", "bin", "1:00112233445566778899aabbccddeeff", (ref MessagePackWriter writer) => WireValues.WriteGuid(ref writer, guid));
        Add(made, "Char", "int", "8364", (ref MessagePackWriter writer) => WireValues.WriteChar(ref writer, '€'));
        Add(made, "Half", "int", "15360", (ref MessagePackWriter writer) => WireValues.WriteHalf(ref writer, (Half)1));
        Add(made, "Decimal", "json", "[-150,0,0,-2147352576]", (ref MessagePackWriter writer) => WireValues.WriteDecimal(ref writer, decimal.Parse("-42949671.46", CultureInfo.InvariantCulture)));
        Add(made, "Int128", "bin", "1:ffffffffffffffffffffffffffffffff", (ref MessagePackWriter writer) => WireValues.WriteInt128(ref writer, -1));
        Add(made, "UInt128", "bin", "1:00000000000000000000000000000100", (ref MessagePackWriter writer) => WireValues.WriteUInt128(ref writer, 256));
        Add(made, "DateTime", "timestamp", "1700000000:123456700", (ref MessagePackWriter writer) => writer.Write(DateTime.UnixEpoch.AddTicks(17_000_000_001_234_567)));
        Add(made, "DateTime.MinValue", "timestamp", "-62135596800:0", (ref MessagePackWriter writer) => writer.Write(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)));
        Add(made, "DateTime.MaxValue", "timestamp", "253402300799:999999900", (ref MessagePackWriter writer) => writer.Write(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)));
    }

    private static void Add(List<Vector> made, string kind, string value) =>
        Add(made, "random", kind, value, (ref MessagePackWriter writer) => VectorKinds.Write(ref writer, kind, value));

    private static void Add(List<Vector> made, string name, string kind, string value, Writing write) =>
        made.Add(new Vector($"{name} {value}", kind, value, Spelling.Spell(Codec.Written(write))));
}
