using Microsoft.Extensions.Logging;

namespace PgRegistry;

/// <summary>What a node is called, where it listens, whom it looks for, and its limits. Checked when the node starts.</summary>
public sealed class RegistryNodeOptions
{
    /// <summary>The node's name, unique among the living nodes of its cluster, such as "web-1". Required.</summary>
    public string Name { get; set; } = "";

    /// <summary>Nodes of other clusters are refused. Default: "default".</summary>
    public string Cluster { get; set; } = "default";

    /// <summary>
    /// The secret that all nodes of the cluster share; it proves that a node belongs to it, and never travels. Null: none is asked
    /// for, which is allowed on loopback and with mutual TLS only. It does not encrypt; see <see cref="Tls"/>.
    /// </summary>
    public string? Cookie { get; set; }

    /// <summary>TLS for the connections to other nodes. Default: none; everybody on the way can read and change what is sent.</summary>
    public RegistryTlsOptions? Tls { get; set; }

    /// <summary>
    /// The address and port to listen on, such as "127.0.0.1:7946", "[::]:7946" or "127.0.0.1:0" for any free port. Null (the default)
    /// without seeds: a node on its own; with seeds: a node that dials and is not dialled.
    /// </summary>
    public string? Listen { get; set; }

    /// <summary>What other nodes dial to reach this one, host and port. Default: what it listens on, as its peers see it.</summary>
    public string? Advertise { get; set; }

    /// <summary>
    /// Where to look for the cluster: hosts and ports, such as "registry.internal:7946". A name may stand for many addresses, this
    /// node's own among them. One that answers is enough: peers tell each other the rest.
    /// </summary>
    public IList<string> Seeds { get; set; } = [];

    /// <summary>How often linked nodes prove that they are alive. Default: 1 second.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A peer that has not echoed for so long is down. At least twice the interval. Default: 5 seconds.</summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stopping node takes to send what is queued and say Goodbye. Default: 5 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long dialling and the handshake may take. Default: 5 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two attempts to dial an address; attempts begin at a quarter of a second. Default: 10 seconds.</summary>
    public TimeSpan MaxRedialDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest key, encoded. The same on all nodes. Default: 64 KiB.</summary>
    public int MaxKeyBytes { get; set; } = 64 << 10;

    /// <summary>The largest value, encoded. The same on all nodes. Default: 1 MiB.</summary>
    public int MaxValueBytes { get; set; } = 1 << 20;

    /// <summary>The largest message, encoded. The same on all nodes. Default: 1 MiB.</summary>
    public int MaxMessageBytes { get; set; } = 1 << 20;

    /// <summary>Bytes of recent operations that a scope keeps for peers that are behind; who is further behind is sent everything. Default: 8 MiB.</summary>
    public int LogBytes { get; set; } = 8 << 20;

    /// <summary>
    /// For how long the entries of a peer whose link was lost are kept aside, out of every view, in each scope: if it comes back by then, it is
    /// asked only for what changed, as far as its log still has that. Zero: not at all. Default: 5 minutes.
    /// </summary>
    public TimeSpan RetentionTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many entries a scope keeps aside so at most, of all lost peers together; the longest lost go first. Default: 2,000,000.</summary>
    public int MaxRetainedEntries { get; set; } = 2_000_000;

    /// <summary>Bytes of messages that may wait for one peer; what does not fit is dropped and counted. Default: 8 MiB.</summary>
    public int MaxQueuedMessageBytes { get; set; } = 8 << 20;

    /// <summary>How many calls may wait for one listener; for one who is further behind they are replaced by one call of Resynced. Default: 65,536.</summary>
    public int ListenerCapacity { get; set; } = 65536;

    /// <summary>A network within this process instead of TCP, for tests. Default: none.</summary>
    public InMemoryNetwork? Network { get; set; }

    /// <summary>Where the node logs to. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Sizes so small that a simulation meets every bound; null for the real ones.</summary>
    internal Replication.ScopeSettings? Tuning { get; set; }

    /// <summary>The versions of the protocol that the node speaks: those of this build, unless a test plays another one.</summary>
    internal (int Min, int Max) Versions { get; set; } = (PgRegistry.Cluster.HandshakeSettings.CurrentVersion, PgRegistry.Cluster.HandshakeSettings.CurrentVersion);

    /// <summary>Everything that is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems() => RegistryNodeOptionsRules.Check(this);
}
