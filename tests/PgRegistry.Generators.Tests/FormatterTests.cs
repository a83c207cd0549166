using PgRegistry.Generators.Tests.Scopes;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.Wire;

namespace PgRegistry.Generators.Tests;

/// <summary>Runs the formatters that the generator wrote for <see cref="Everything"/>.</summary>
public sealed class FormatterTests
{
    private static readonly IWireFormatter<Everything.Key> s_keys = Formatters.Of<Everything.Key>(typeof(Everything), "KeyFormatter");
    private static readonly IWireFormatter<Everything.Value> s_values = Formatters.Of<Everything.Value>(typeof(Everything), "ValueFormatter");
    private static readonly IWireFormatter<Everything.Message> s_messages = Formatters.Of<Everything.Message>(typeof(Everything), "MessageFormatter");

    private static readonly Everything.Key s_key = new(true, -1, 2, -3, 4, -5, 6, -7, 8, 'c', "text");

    private static readonly Everything.Value s_value = new(
        1.5f, -2.5, 3.50m, (Half)0.5, -4, 5, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), Everything.Small.High, Everything.Big.Top, new(1, 2), new("Main", new(1, null)));

    [Fact]
    public void Keys_survive()
    {
        Everything.Key[] keys =
        [
            s_key,
            new(false, sbyte.MinValue, byte.MinValue, short.MinValue, ushort.MinValue, int.MinValue, uint.MinValue, long.MinValue, ulong.MinValue, char.MinValue, ""),
            new(true, sbyte.MaxValue, byte.MaxValue, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue, char.MaxValue, "ü \ud83d\ude00 \0"),
        ];
        Assert.All(keys, key => Assert.Equal(key, Formatters.RoundTrip(s_keys, key)));
    }

    [Fact]
    public void Values_survive()
    {
        Everything.Value[] values =
        [
            s_value,
            s_value with { Single = float.NaN, Double = double.NegativeInfinity, Half = Half.NaN, Decimal = decimal.MinValue },
            s_value with { Int128 = Int128.MinValue, UInt128 = UInt128.MaxValue, Guid = Guid.Empty, Small = Everything.Small.Low, Big = 0 },
            s_value with { Place = new("", new(int.MinValue, "x")) { Note = "note" } },
        ];
        Assert.All(values, value => Assert.Equal(value, Formatters.RoundTrip(s_values, value)));
    }

    [Fact]
    public void What_equality_ignores_survives_as_well()
    {
        var read = Formatters.RoundTrip(s_values, s_value with { Double = -0.0, Decimal = 1.000m });

        Assert.True(double.IsNegative(read.Double));
        Assert.Equal(3, read.Decimal.Scale);
    }

    [Fact]
    public void Messages_survive_with_and_without_their_nullable_members()
    {
        var empty = new Everything.Message { Key = s_key };
        var full = new Everything.Message
        {
            Key = s_key, Bool = false, UInt64 = 0, Char = 'x', String = "", Double = 0, Decimal = 0, Half = (Half)0, Int128 = 0, Guid = Guid.Empty,
            Small = 0, Point = default(Everything.Point), Place = new("Main", new(0, null)),
        };

        Assert.Equal(empty, Formatters.RoundTrip(s_messages, empty));
        Assert.Equal(full, Formatters.RoundTrip(s_messages, full));
    }

    [Fact]
    public void Enums_take_any_value_of_the_type_below() =>
        Assert.Equal((Everything.Small)42, Formatters.RoundTrip(s_values, s_value with { Small = (Everything.Small)42 }).Small);

    [Fact]
    public void A_record_is_an_array_of_its_members_in_order()
    {
        var place = Formatters.Of<Place>(typeof(Everything), "PlaceFormatter");

        Assert.Equal([0x93, 0xa1, (byte)'s', 0x92, 0x07, 0xc0, 0xa1, (byte)'n'], Formatters.Write(place, new("s", new(7, null)) { Note = "n" }));
    }

    [Fact]
    public void A_null_that_the_declaration_excludes_is_refused_where_it_is_written()
    {
        Assert.Throws<ArgumentException>(() => Formatters.Write(s_keys, s_key with { String = null! }));
        Assert.Throws<ArgumentNullException>(() => Formatters.Write(s_values, s_value with { Place = null! }));
        Assert.Throws<ArgumentNullException>(() => Formatters.Write(s_values, null!));
    }

    [Fact]
    public void A_nil_that_the_declaration_excludes_is_refused_where_it_is_read()
    {
        var bytes = Formatters.Write(s_keys, s_key);
        byte[] withoutText = [.. bytes[..^5], 0xc0];

        var error = Assert.Throws<WireFormatException>(() => Formatters.Read(s_keys, withoutText));
        Assert.Contains("Everything.Key.String", error.Message, StringComparison.Ordinal);
        Assert.Throws<WireFormatException>(() => Formatters.Read(s_values, [0xc0]));
    }

    [Fact]
    public void Another_number_of_members_is_refused_with_the_name_of_the_type()
    {
        var error = Assert.Throws<WireFormatException>(() => Formatters.Read(s_values, [0x92, 1, 2]));

        Assert.Contains("Everything.Value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_derived_record_is_refused_rather_than_cut()
    {
        var error = Assert.Throws<ArgumentException>(() => Formatters.Write(s_values, s_value with { Place = new Villa("Main", 9) }));

        Assert.Contains("Place", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_constructor_or_a_setter_refuses_is_a_format_exception_with_its_reason()
    {
        var formatter = Formatters.Of<Checked.Value>(typeof(Checked), "ValueFormatter");
        Assert.Equal(new(7) { Note = "ok" }, Formatters.RoundTrip(formatter, new(7) { Note = "ok" }));

        var byConstructor = Assert.Throws<WireFormatException>(() => Formatters.Read(formatter, [0x92, 101, 0xa0]));
        Assert.IsType<ArgumentOutOfRangeException>(byConstructor.InnerException);

        var bySetter = Assert.Throws<WireFormatException>(() => Formatters.Read(formatter, [0x92, 1, 0xaa, .. "abcdefghij"u8]));
        Assert.Contains("Checked.Value refuses what was read: too long", bySetter.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_bytes_raise_nothing_but_format_exceptions()
    {
        var whole = Formatters.Write(s_values, s_value);
        for (var i = 0; i < whole.Length; i++)
        {
            var cut = whole[..i];
            Assert.Throws<WireFormatException>(() => Formatters.Read(s_values, cut));

            foreach (var code in new byte[] { 0x00, 0x80, 0x90, 0xc0, 0xc1, 0xc6, 0xdb, 0xdd, 0xff })
            {
                var damaged = whole.ToArray();
                damaged[i] = code;
                var error = Record.Exception(() =>
                {
                    var reader = new MessagePackReader(damaged);
                    return s_values.Read(ref reader);
                });
                Assert.True(error is null or WireFormatException, $"Byte {i} as {code:x2}: {error}");
            }
        }
    }
}
