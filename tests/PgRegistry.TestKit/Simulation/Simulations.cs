namespace PgRegistry.TestKit.Simulation;

/// <summary>The simulation of a seed: even ones have duplicate keys, odd ones unique keys.</summary>
public static class Simulations
{
    /// <summary>Runs a seed and returns what was done.</summary>
    /// <exception cref="SimulationFailedException">An invariant did not hold; the message names the seed.</exception>
    public static SimulationReport Run(int seed) => seed % 2 == 0
        ? Run(new SimulatedCluster<Places.Key, Places.Value>(
            seed, SettingsOf(seed), node => node.Open<Places>().Scope, number => new Places.Key(number), version => new Places.Value(version)))
        : Run(new SimulatedCluster<Posts.Key, Posts.Value>(
            seed, SettingsOf(seed), node => node.Open<Posts>().Scope, number => new Posts.Key(number), version => new Posts.Value(version)));

    /// <summary>Most seeds do a bit of everything; the others have more of what is rare, and needs many things to meet.</summary>
    private static SimulationSettings SettingsOf(int seed) => (seed / 2 % 6) switch
    {
        // So many entries that much happens during each sync.
        0 => new SimulationSettings { InitialEntries = 30, Keys = 40, Nodes = 3, LogBytes = 600 },

        // A log so short that whoever missed anything is synced.
        1 => new SimulationSettings { Nodes = 3, LogBytes = 1, Focus = SimulationFocus.Resyncs },
        2 => new SimulationSettings { Nodes = 3, Focus = SimulationFocus.Losses },
        3 => new SimulationSettings { Nodes = 3, Focus = SimulationFocus.Restarts },
        _ => new SimulationSettings(),
    };

    private static SimulationReport Run<TKey, TValue>(SimulatedCluster<TKey, TValue> cluster)
        where TKey : notnull
    {
        using (cluster)
        {
            cluster.Run();
            return new SimulationReport(cluster.Trace, cluster.Digest, cluster.Actions, cluster.ActionsDuringSync);
        }
    }
}

/// <summary>What a simulation did.</summary>
/// <param name="Trace">Every action, in order.</param>
/// <param name="Digest">Equal for two runs of one seed: every byte that was delivered, in order.</param>
/// <param name="Actions">How often each kind of action was taken.</param>
/// <param name="ActionsDuringSync">How many actions met a scope that was being synced.</param>
public sealed record SimulationReport(IReadOnlyList<string> Trace, ulong Digest, IReadOnlyDictionary<string, int> Actions, int ActionsDuringSync);
