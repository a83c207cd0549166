using PgRegistry.Cluster;
using PgRegistry.Replication;

namespace PgRegistry.Tests.Replication;

/// <summary>In the place of a network: notes the addresses that a node learns.</summary>
internal sealed class LearnedAddresses : INodeNetwork
{
    public List<string> All { get; } = [];

    public string? Address => null;

    public void AddressLearned(string name, string address) => All.Add($"{name} {address}");

    public Task StartAsync(NodeCore core, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Written() => OutputReady();

    public void OutputReady()
    {
    }

    public void OnPeerUp(NodeId node)
    {
    }

    public void OnPeerGone(NodeId node, LeaveReason reason)
    {
    }

    public Task StopAsync(TimeSpan drainTimeout) => Task.CompletedTask;
}
