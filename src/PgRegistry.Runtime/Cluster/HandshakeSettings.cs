using System.Text;

namespace PgRegistry.Cluster;

/// <summary>What a node says of itself in a handshake, and what it expects of the other side.</summary>
/// <remarks>No record: nothing here may print the cookie.</remarks>
internal sealed class HandshakeSettings
{
    /// <summary>The only version of the protocol so far.</summary>
    public const int CurrentVersion = 1;

    private readonly byte[]? _cookie;

    public required NodeId Self { get; init; }

    public required string Cluster { get; init; }

    /// <summary>The bytes of the shared secret; null: none.</summary>
    /// <exception cref="ArgumentException">It is empty, which would look protected and is not.</exception>
    public byte[]? Cookie
    {
        get => _cookie;
        init => _cookie = value is { Length: 0 } ? throw new ArgumentException("An empty cookie protects nothing.", nameof(value)) : value;
    }

    public int MinVersion { get; init; } = CurrentVersion;

    public int MaxVersion { get; init; } = CurrentVersion;

    /// <summary>
    /// Where this node can be dialled: "host:port"; ":port" when it listens on every address, so that only the other side can tell
    /// which of them it sees; null when it does not listen.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>What a node's options say.</summary>
    public static HandshakeSettings Of(RegistryNodeOptions options, NodeId self, string? address) => new()
    {
        Self = self,
        Cluster = options.Cluster,
        Cookie = CookieOf(options.Cookie),
        MinVersion = options.Versions.Min,
        MaxVersion = options.Versions.Max,
        Address = address,
    };

    public static byte[]? CookieOf(string? cookie) => cookie is null ? null : Encoding.UTF8.GetBytes(cookie);
}
