using PgRegistry.Cluster;
using PgRegistry.Replication;

namespace PgRegistry.Fuzz.Stages;

/// <summary>In the place of a network: notes the addresses that the node has learned.</summary>
internal sealed class StageNetwork : INodeNetwork
{
    public int Learned { get; private set; }

    public string? Address => null;

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

    public void AddressLearned(string name, string address) => Learned++;

    public Task StopAsync(TimeSpan drainTimeout) => Task.CompletedTask;
}
