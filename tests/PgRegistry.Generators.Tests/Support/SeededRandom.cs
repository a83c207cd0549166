using System.Globalization;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>Random members of records; it prints its seed, and <c>PGREGISTRY_SEED</c> sets it.</summary>
internal sealed class SeededRandom(int seed) : Random(seed)
{
    private static readonly string[] s_uris =
        ["http://example.org", "HTTP://Example.org:80/%7euser/../a b?q=ü#f", "urn:isbn:1", "mailto:a@b", "file:///etc/hosts", "http://user:pass@[::1]:1/", "a/b", "../c?d", "/e", "#f", "//g/h", "?x y"];

    public SeededRandom()
        : this(int.TryParse(Environment.GetEnvironmentVariable("PGREGISTRY_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Shared.Next())
    {
    }

    private readonly int _seed = seed;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"PGREGISTRY_SEED={_seed}");

    public T? Maybe<T>(T value)
        where T : struct => Next(2) == 0 ? null : value;

    public DateTime DateTime() => new(NextInt64(System.DateTime.MaxValue.Ticks + 1), (DateTimeKind)Next(3));

    public DateTimeOffset DateTimeOffset()
    {
        var utc = NextInt64(TimeSpan.TicksPerDay, System.DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay);
        return new DateTimeOffset(utc, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(Next(-840, 841)));
    }

    public Uri Uri()
    {
        // On some systems alone a path is an absolute URI.
        var text = s_uris[Next(s_uris.Length)];
        return new Uri(text, text[0] == '/' ? UriKind.Relative : UriKind.RelativeOrAbsolute);
    }

    public NodeId Node() => new("node-" + Next(100).ToString(CultureInfo.InvariantCulture), (ulong)NextInt64(long.MinValue, long.MaxValue));
}
