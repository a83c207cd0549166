using PgRegistry.Generators.Tests.Scopes;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.Wire;

namespace PgRegistry.Generators.Tests;

/// <summary>Runs the formatters of <see cref="Moments"/> with random members, and with the first and last ones.</summary>
public sealed class MomentTests
{
    private static readonly IWireFormatter<Moments.Key> s_keys = Formatters.Of<Moments.Key>(typeof(Moments), "KeyFormatter");
    private static readonly IWireFormatter<Moments.Value> s_values = Formatters.Of<Moments.Value>(typeof(Moments), "ValueFormatter");
    private static readonly Moments.Key s_key = new(
        new(2026, 1, 2, 3, 4, 5, DateTimeKind.Local), new(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-210)), new(2026, 1, 2), new(3, 4), TimeSpan.FromTicks(-1),
        new("http://example.org/a%20b?c=ü#d"), new(new("web-1.a", 7), 9), new("web-2", ulong.MaxValue));

    [Fact]
    public void Whatever_they_are_they_survive()
    {
        var random = new SeededRandom();
        for (var i = 0; i < 500; i++)
        {
            var key = new Moments.Key(
                random.DateTime(), random.DateTimeOffset(), DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber + 1)), new(random.NextInt64(TimeOnly.MaxValue.Ticks + 1)),
                new(random.NextInt64(long.MinValue, long.MaxValue)), random.Uri(), random.Next(5) == 0 ? default : new(random.Node(), (ulong)random.NextInt64() + 1), random.Node());
            var value = new Moments.Value(
                random.Maybe(key.At), random.Maybe(key.There), random.Maybe(key.Day), random.Maybe(key.Hour), random.Maybe(key.For), random.Next(2) == 0 ? null : key.Home,
                random.Maybe(key.Process), random.Next(2) == 0 ? null : key.Node);

            var read = Formatters.RoundTrip(s_keys, key);

            Assert.True(read == key && Formatters.RoundTrip(s_values, value) == value, $"{random}: {key} {value}");
            Assert.Equal((key.At.Kind, key.There.Offset, key.Home.OriginalString, key.Home.IsAbsoluteUri), (read.At.Kind, read.There.Offset, read.Home.OriginalString, read.Home.IsAbsoluteUri));
        }
    }

    [Fact]
    public void The_first_and_the_last_survive()
    {
        var first = new Moments.Key(DateTime.MinValue, DateTimeOffset.MinValue, DateOnly.MinValue, TimeOnly.MinValue, TimeSpan.MinValue, new("", UriKind.Relative), default, new("a", 0));
        var last = new Moments.Key(DateTime.MaxValue, DateTimeOffset.MaxValue, DateOnly.MaxValue, TimeOnly.MaxValue, TimeSpan.MaxValue, new("ab:"), new(new("a", 0), ulong.MaxValue), new("a", 0));

        Assert.Equal(first, Formatters.RoundTrip(s_keys, first));
        Assert.Equal(last, Formatters.RoundTrip(s_keys, last));
    }

    [Fact]
    public void A_uri_that_not_every_node_would_take_for_the_same_is_refused()
    {
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        Assert.True(Uri.TryCreate("http://a/b/../c", options, out var asItIs));

        Assert.Throws<ArgumentException>(() => Formatters.Write(s_keys, s_key with { Home = new("/etc/hosts", UriKind.Absolute) }));
        Assert.Throws<ArgumentException>(() => Formatters.Write(s_keys, s_key with { Home = asItIs }));
        Assert.Throws<ArgumentException>(() => Formatters.Write(s_keys, s_key with { Home = new Derived("http://a") }));
        Assert.Throws<ArgumentException>(() => Formatters.Write(s_keys, s_key with { Home = new("a\ud800", UriKind.Relative) }));
        Assert.Throws<ArgumentNullException>(() => Formatters.Write(s_keys, s_key with { Home = null! }));
        Assert.Throws<ArgumentNullException>(() => Formatters.Write(s_keys, s_key with { Node = null! }));
        Assert.Equal(new("/etc/hosts", UriKind.Relative), Formatters.RoundTrip(s_keys, s_key with { Home = new("/etc/hosts", UriKind.Relative) }).Home);
    }

    [Fact]
    public void Damaged_bytes_raise_nothing_but_format_exceptions() => Damage.Check(s_keys, s_key);

    [Fact]
    public async Task Patterns_take_them()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "moments" }, TestContext.Current.CancellationToken);
        await using var moments = node.Open<Moments>();
        using var entry = moments.Register(s_key, new(null, s_key.There, null, null, s_key.For, s_key.Home, s_key.Process, s_key.Node));

        Assert.Single(moments.Select(s_key));
        Assert.Single(moments.Select(
            new() { At = { AtLeast = s_key.At, Below = DateTime.MaxValue }, Hour = s_key.Hour, Home = s_key.Home },
            new() { At = null, For = { Below = TimeSpan.Zero }, Process = s_key.Process, Node = { Not = null } }));
        Assert.Empty(moments.Select(new() { Node = new NodeId("web-3", 1) }));
        Assert.Single(moments.Lookup(s_key.At, s_key.There, s_key.Day, s_key.Hour, s_key.For, s_key.Home, s_key.Process, s_key.Node));
    }

    private sealed class Derived(string text) : Uri(text);
}
