namespace PgRegistry.Cluster;

internal enum TcpDialState
{
    /// <summary>Nobody is at it; it may be dialled when its time has come.</summary>
    Idle,

    /// <summary>It is being dialled, or the handshake runs.</summary>
    Dialling,

    /// <summary>A connection that was dialled there exists.</summary>
    Connected,
}

/// <summary>One address that may be dialled. Belongs to its <see cref="TcpDialBook"/>, under whose lock it changes.</summary>
internal sealed class TcpDialEntry(HostAndPort address)
{
    /// <summary>No attempt is due; whoever ends the present one says when the next is.</summary>
    public static readonly TimeSpan Never = TimeSpan.MaxValue;

    public HostAndPort Address { get; } = address;

    /// <summary>The configured seeds that stand for this address; none: it was learned from peers.</summary>
    public HashSet<HostAndPort> Seeds { get; } = [];

    public bool IsSeed => Seeds.Count > 0;

    /// <summary>Whether a peer told of it; such an address stays when it is no seed's any more.</summary>
    public bool IsLearned { get; set; }

    /// <summary>Whose it is, as far as known.</summary>
    public string? Name { get; set; }

    public TcpDialState State { get; set; }

    /// <summary>When it may be dialled again.</summary>
    public TimeSpan NextAt { get; set; }

    /// <summary>Attempts that led to no link, in a row: the exponent of the back-off.</summary>
    public int Failures { get; set; }

    /// <summary>Links that did not last, in a row: an exponent as well.</summary>
    public int Flaps { get; set; }

    /// <summary>Since when it could not be reached; null when nothing speaks against it.</summary>
    public TimeSpan? FailingSince { get; set; }

    /// <summary>Since when there is a link to its node, on whatever connection.</summary>
    public TimeSpan? UpSince { get; set; }
}
