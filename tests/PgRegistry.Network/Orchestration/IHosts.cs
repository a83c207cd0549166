using System.Diagnostics;

namespace PgRegistry.Network.Orchestration;

/// <summary>Where the agents run: hosts 0, 1 and so on, each with an address of its own.</summary>
internal interface IHosts : IAsyncDisposable
{
    int Count { get; }

    /// <summary>The faults of this network; null when it has none.</summary>
    INetworkFaults? Faults { get; }

    string AddressOf(int host);

    /// <summary>How this program is started on a host.</summary>
    ProcessStartInfo Start(int host, IReadOnlyList<string> arguments);
}
