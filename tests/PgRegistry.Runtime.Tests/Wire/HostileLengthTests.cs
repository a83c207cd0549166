using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

/// <summary>A header that promises gigabytes costs no more than the error.</summary>
public sealed class HostileLengthTests
{
    // An exception, its message and its stack trace; far below any of the promised lengths.
    private const long Allowed = 32 * 1024;

    [Theory]
    [InlineData("dbffffffff")]
    [InlineData("db7fffffff")]
    [InlineData("db80000000")]
    [InlineData("daffff")]
    [InlineData("d9ff")]
    [InlineData("bf")]
    public void Strings(string hex)
    {
        Check(hex, (ref MessagePackReader reader) => reader.ReadString()?.Length ?? 0);
        Check(hex, (ref MessagePackReader reader) => reader.ReadStringSpan().Length);
    }

    [Theory]
    [InlineData("c6ffffffff")]
    [InlineData("c67fffffff")]
    [InlineData("c680000000")]
    [InlineData("c5ffff")]
    [InlineData("c4ff")]
    public void Bins(string hex)
    {
        Check(hex, (ref MessagePackReader reader) => reader.ReadBytes()?.Length ?? 0);
        Check(hex, (ref MessagePackReader reader) => reader.ReadBytesSpan().Length);
    }

    [Theory]
    [InlineData("ddffffffff")]
    [InlineData("dd7fffffff")]
    [InlineData("dd80000000")]
    [InlineData("dcffff")]
    [InlineData("9f")]
    public void Arrays(string hex) => Check(hex, (ref MessagePackReader reader) => new object[reader.ReadArrayHeader()].Length);

    [Theory]
    [InlineData("dfffffffff")]
    [InlineData("df7fffffff")]
    [InlineData("df80000000")]
    [InlineData("deffff")]
    [InlineData("8f")]
    public void Maps(string hex) => Check(hex, (ref MessagePackReader reader) => new object[reader.ReadMapHeader()].Length);

    [Theory]
    [InlineData("c9ffffffff05")]
    [InlineData("c97fffffff05")]
    [InlineData("c98000000005")]
    [InlineData("c8ffff05")]
    [InlineData("c7ff05")]
    [InlineData("d805")]
    public void Extensions(string hex)
    {
        Check(hex, (ref MessagePackReader reader) => reader.ReadExtensionFormat(out _).Length);
        Check(hex, (ref MessagePackReader reader) => (int)reader.ReadExtensionFormatHeader().Length);
        Check(hex, (ref MessagePackReader reader) => (int)reader.ReadTimestamp(out _));
    }

    [Fact]
    public void Raw_bytes() => Check("00", (ref MessagePackReader reader) => reader.ReadRaw(int.MaxValue).Length);

    private static void Check(string hex, Reading<int> read)
    {
        // Some bytes behind the header, so that it is not the end itself that is noticed.
        foreach (var tail in (string[])["", "00", "000000000000"])
        {
            var bytes = Convert.FromHexString(hex + tail);
            Refuse(bytes, read);
            if (hex != "00")
            {
                Refuse(bytes, Skipping);
            }
        }
    }

    private static void Refuse(byte[] bytes, Reading<int> read)
    {
        // Once before the measurement for what the runtime allocates on the first use of a path.
        Codec.Refused(bytes, read);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Codec.Refused(bytes, read);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < Allowed, $"{allocated} bytes were allocated for {Convert.ToHexStringLower(bytes)}.");
    }

    private static int Skipping(ref MessagePackReader reader)
    {
        reader.Skip();
        return 0;
    }
}
