using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>Our codec against bytes of an independent implementation.</summary>
public sealed class VectorTests
{
    public static TheoryData<string, string, string> All()
    {
        var all = new TheoryData<string, string, string>();
        foreach (var vector in Vectors.Load("msgpack.json"))
        {
            all.Add(vector.Kind, vector.Value, vector.Hex);
        }

        return all;
    }

    [Fact]
    public void There_are_at_least_150_vectors_and_every_kind_has_some()
    {
        var vectors = Vectors.Load("msgpack.json");

        Assert.True(vectors.Count >= 150, $"Only {vectors.Count} vectors.");
        Assert.Equal(
            ["array", "bin", "bool", "ext", "float32", "float64", "int", "json", "map", "nil", "str", "timestamp"],
            vectors.Select(each => each.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Our_writer_gives_exactly_these_bytes(string kind, string value, string hex) =>
        Assert.Equal(hex, Spelling.Spell(Codec.Written((ref MessagePackWriter writer) => VectorKinds.Write(ref writer, kind, value))));

    [Theory]
    [MemberData(nameof(All))]
    public void Our_reader_gives_back_the_value(string kind, string value, string hex)
    {
        // Where the file has only a hash, the test above has proved that our bytes are theirs.
        var bytes = Spelling.Unspell(hex) ?? Codec.Written((ref MessagePackWriter writer) => VectorKinds.Write(ref writer, kind, value));

        Assert.Equal(value, Codec.ReadAll(bytes, (ref MessagePackReader reader) => VectorKinds.Read(ref reader, kind, value)));
        Assert.True(Codec.ReadAll(bytes, Codec.Skip));
    }
}
