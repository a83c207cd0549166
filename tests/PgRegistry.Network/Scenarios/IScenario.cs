using PgRegistry.Network.Orchestration;

namespace PgRegistry.Network.Scenarios;

/// <summary>Something that happens to a cluster whose views agree. They have to agree again in the end.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>Whether it cannot be done on loopback.</summary>
    bool NeedsNetwork { get; }

    /// <summary>Whether it counts what is lost, so that a busy machine must not be taken for a lost node: the time-out is longer then.</summary>
    bool IsPatient { get; }

    /// <exception cref="SuiteException">The cluster did something else than promised.</exception>
    Task<Outcome> RunAsync(AgentCluster cluster, INetworkFaults? faults, Effort effort);
}
