using System.Globalization;

namespace PgRegistry.Cluster;

/// <summary>A host name or address and a port: <c>web-1.internal:7946</c>, <c>10.0.0.7:7946</c>, <c>[::1]:7946</c>.</summary>
internal readonly record struct HostAndPort(string Host, int Port)
{
    public static bool TryParse(string? text, out HostAndPort result)
    {
        result = default;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return false;
        }

        var host = text![..colon];
        if (host is ['[', .., ']'])
        {
            host = host[1..^1];
        }
        else if (host.Contains(':'))
        {
            return false;
        }

        if (host.Length is 0 or > 255 || host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return false;
        }

        result = new HostAndPort(host, port);
        return true;
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port.ToString(CultureInfo.InvariantCulture)}" : $"{Host}:{Port.ToString(CultureInfo.InvariantCulture)}";
}
