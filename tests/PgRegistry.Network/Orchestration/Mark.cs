namespace PgRegistry.Network.Orchestration;

/// <summary>What every agent had told at a moment; of one that is started later everything is news.</summary>
internal sealed class Mark(IEnumerable<AgentProcess> agents)
{
    private readonly Dictionary<AgentProcess, int> _told = agents.ToDictionary(static agent => agent, static agent => agent.Told);

    public int Of(AgentProcess agent) => _told.GetValueOrDefault(agent);
}
