using System.Text;
using PgRegistry.Wire;

namespace PgRegistry.Tests.Wire;

public sealed class StringCacheTests
{
    private readonly StringCache _cache = new();

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("primary")]
    [InlineData("orders-1")]
    [InlineData("größer als ein €")]
    [InlineData("👋🏽")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_string_that_was_read_before_is_the_same_object(string text)
    {
        var first = Get(text);
        Assert.Equal(text, first);
        Assert.Same(first, Get(text));
        Assert.Same(first, Get(text));
    }

    [Fact]
    public void Names_that_never_come_twice_do_not_drive_out_a_common_one()
    {
        var common = Get("primary");
        Assert.Same(common, Get("primary"));
        for (var i = 0; i < 100_000; i++)
        {
            Get($"queue-{i}");
        }

        Assert.Same(common, Get("primary"));
    }

    [Fact]
    public void What_was_common_makes_way_for_what_is_common_now()
    {
        var old = Enumerable.Range(0, 2000).Select(i => Get($"old-{i}")).ToList();
        Assert.All(Enumerable.Range(0, 2000), i => Assert.Equal(old[i], Get($"old-{i}")));
        var now = Get("now");
        Assert.Same(now, Get("now"));
        Assert.Same(now, Get("now"));
    }

    /// <summary>A hash that looks at some of the bytes only, and at the length: whoever knows it makes as many collide as he likes.</summary>
    [Fact]
    public void Strings_that_collide_are_never_taken_for_each_other()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var c = 'a'; c <= 'z'; c++)
            {
                var text = $"12345678{c}5678901234567890123456789012{c}678901234567890123456789";
                Assert.Equal(text, Get(text));
            }
        }
    }

    [Fact]
    public void Random_texts_come_out_as_they_are_whatever_came_before()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => new Rune(random.Next(4) == 0 ? random.Next(0x800, 0xD800) : 'a' + random.Next(2)).ToString()));
            Assert.True(text == Get(text), $"Seed {seed}: {text}");
        }
    }

    [Fact]
    public async Task Threads_that_read_at_once_get_what_they_read()
    {
        void Read(int seed)
        {
            var random = new Random(seed);
            for (var i = 0; i < 100_000; i++)
            {
                var text = $"name-{random.Next(1000)}";
                Assert.Equal(text, Get(text));
            }
        }

        await Behaviour.Nodes.TogetherAsync(() => Read(1), () => Read(2), () => Read(3));
    }

    [Fact]
    public void A_reader_shares_short_strings_when_it_is_told_to()
    {
        var text = new string('x', StringCache.MaxBytes + 1);
        byte[] bytes = [.. Encoded("short"), .. Encoded("short"), .. Encoded(text), .. Encoded(text)];
        var reader = new MessagePackReader(bytes) { Strings = _cache };
        Assert.Same(reader.ReadString(), reader.ReadString());
        Assert.NotSame(reader.ReadString(), reader.ReadString());
        var plain = new MessagePackReader(bytes);
        Assert.NotSame(plain.ReadString(), plain.ReadString());
    }

    private static byte[] Encoded(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return [MessagePackCode.Str8, (byte)utf8.Length, .. utf8];
    }

    private string Get(string text) => _cache.Get(Encoding.UTF8.GetBytes(text));
}
