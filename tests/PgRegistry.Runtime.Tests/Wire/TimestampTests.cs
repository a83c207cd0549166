using System.Globalization;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", "d6ff00000000")]
    [InlineData("2106-02-07T06:28:15Z", "d6ffffffffff")]
    [InlineData("2106-02-07T06:28:16Z", "d7ff0000000100000000")]
    [InlineData("1970-01-01T00:00:00.0000001Z", "d7ff0000019000000000")]
    [InlineData("2514-05-30T01:53:03.9999999Z", "d7ffee6b2673ffffffff")]
    [InlineData("2514-05-30T01:53:04Z", "c70cff000000000000000400000000")]
    [InlineData("1969-12-31T23:59:59Z", "c70cff00000000ffffffffffffffff")]
    [InlineData("1969-12-31T23:59:59.9999999Z", "c70cff3b9ac99cffffffffffffffff")]
    [InlineData("0001-01-01T00:00:00Z", "c70cff00000000fffffff1886e0900")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "c70cff3b9ac99c0000003afff4417f")]
    public void A_time_takes_the_shortest_form_and_comes_back(string text, string hex)
    {
        var time = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        var back = Codec.ReadAll(hex, (ref MessagePackReader reader) => reader.ReadDateTime());

        Assert.Equal(hex, Codec.WrittenHex((ref MessagePackWriter writer) => writer.Write(time)));
        Assert.Equal(time, back);
        Assert.Equal(DateTimeKind.Utc, back.Kind);
    }

    [Theory]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Local)]
    public void Only_utc_is_written(DateTimeKind kind)
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => Codec.Written((ref MessagePackWriter writer) => writer.Write(new DateTime(2026, 1, 1, 0, 0, 0, kind))));

        Assert.Contains(kind.ToString(), refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MinValue, 0)]
    [InlineData(long.MinValue, 999_999_999)]
    [InlineData(-1, 1)]
    [InlineData(0, 999_999_999)]
    [InlineData(long.MaxValue, 999_999_999)]
    public void Any_instant_is_written_and_read_as_seconds_and_nanoseconds(long seconds, int nanoseconds)
    {
        var bytes = Codec.Written((ref MessagePackWriter writer) => writer.WriteTimestamp(seconds, nanoseconds));

        Assert.Equal((seconds, nanoseconds), Codec.ReadAll(bytes, (ref MessagePackReader reader) => (reader.ReadTimestamp(out var fraction), fraction)));
    }

    [Fact]
    public void Longer_forms_than_needed_are_read()
    {
        foreach (var hex in (string[])["d6ff00000001", "d7ff0000000000000001", "c70cff000000000000000000000001", "c704ff00000001", "c8000cff000000000000000000000001"])
        {
            Assert.Equal(DateTime.UnixEpoch.AddSeconds(1), Codec.ReadAll(hex, (ref MessagePackReader reader) => reader.ReadDateTime()));
        }
    }

    [Theory]
    [InlineData("c70cff000000000000003afff44180", "253402300800 seconds")] // the year 10000
    [InlineData("c70cff00000000fffffff1886e08ff", "-62135596801 seconds")] // the year 0
    [InlineData("c70cff000000007fffffffffffffff", "9223372036854775807 seconds")]
    [InlineData("c70cff000000008000000000000000", "-9223372036854775808 seconds")]
    [InlineData("d7ff0000000400000000", "1 nanoseconds are no multiple of 100")]
    public void What_a_time_cannot_be_exactly_is_refused_as_one_but_read_as_numbers(string hex, string problem)
    {
        var message = Codec.Refused(hex, (ref MessagePackReader reader) => reader.ReadDateTime()).Message;

        Assert.Contains(problem, message, StringComparison.Ordinal);
        Codec.ReadAll(hex, (ref MessagePackReader reader) => reader.ReadTimestamp(out _));
    }

    [Theory]
    [InlineData("d7ffee6b280000000000")] // 1,000,000,000 ns of 30 bits
    [InlineData("c70cff3b9aca000000000000000000")] // 1,000,000,000 ns of 32 bits
    [InlineData("c70cffffffffff0000000000000000")]
    [InlineData("d4ff00")]
    [InlineData("d5ff0000")]
    [InlineData("c703ff000000")]
    [InlineData("c700ff")]
    [InlineData("d8ff00000000000000000000000000000000")]
    [InlineData("d60000000000")]
    [InlineData("d6fe00000000")]
    [InlineData("ce00000000")]
    [InlineData("c0")]
    [InlineData("")]
    [InlineData("d6")]
    [InlineData("d6ff000000")]
    public void What_is_no_timestamp_is_refused(string hex)
    {
        Codec.Refused(hex, (ref MessagePackReader reader) => reader.ReadTimestamp(out _));
        Codec.Refused(hex, (ref MessagePackReader reader) => reader.ReadDateTime());
    }

    [Fact]
    public void A_fraction_of_a_second_or_more_is_not_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Written((ref MessagePackWriter writer) => writer.WriteTimestamp(0, -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Written((ref MessagePackWriter writer) => writer.WriteTimestamp(0, 1_000_000_000)));
    }
}
