using System.Globalization;
using System.Net;

namespace PgRegistry.Cluster;

/// <summary>How the addresses that nodes tell each other are made.</summary>
internal static class TcpAddress
{
    /// <summary>
    /// What a node puts into its Hello. Who listens on every address cannot know which of them the other side sees; it sends its port
    /// alone, and the other side puts the address of the connection before it (<see cref="AsSeen"/>).
    /// </summary>
    public static string? ForHello(string? advertise, IPEndPoint? bound)
    {
        if (advertise is not null || bound is null)
        {
            return advertise;
        }

        return IsAny(bound.Address) ? ":" + bound.Port.ToString(CultureInfo.InvariantCulture) : Text(bound);
    }

    /// <summary>Where the other end of a connection can be dialled.</summary>
    public static string? AsSeen(string? fromHello, EndPoint? remote)
    {
        if (fromHello is not [':', ..])
        {
            return fromHello;
        }

        return remote is IPEndPoint endpoint && int.TryParse(fromHello.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? Text(new IPEndPoint(endpoint.Address, port))
            : null;
    }

    public static string Text(IPEndPoint endpoint) => new HostAndPort(Host(endpoint.Address), endpoint.Port).ToString();

    /// <summary>IPv4 is written as such, also where a socket for both sees it mapped.</summary>
    public static string Host(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    public static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
