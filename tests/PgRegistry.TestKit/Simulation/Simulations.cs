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

    /// <summary>Every fifth cluster has so many entries that much happens during each sync.</summary>
    private static SimulationSettings SettingsOf(int seed) =>
        seed % 5 == 0 ? new SimulationSettings { InitialEntries = 30, Keys = 40, Nodes = 3, LogBytes = 600 } : new SimulationSettings();

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
