namespace PgRegistry.TestKit.Simulation;

/// <summary>The simulation of a seed: even ones have duplicate keys, odd ones unique keys.</summary>
public static class Simulations
{
    public const int Shades = 3;

    private static readonly SimulatedKind<Places.Key, Places.Value> s_places = new(
        node =>
        {
            var places = node.Open<Places>();
            return new(places.Scope, places.LookupByShade, (key, shade) => places.LookupByShade(key, shade).Count, (to, number, from) => places.Send(to, new Places.Message(number), from), process =>
            {
                var inbox = places.OpenInbox(process);
                return () => inbox.TryReceive(out var envelope) ? (envelope.Sender, envelope.Message.Number) : null;
            });
        },
        node =>
        {
            var earlier = node.Open<EarlierPlaces>();
            return SkewOf(earlier.Scope, (process, number) => earlier.Register(process, new(number), new("earlier")));
        },
        number => new Places.Key(number),
        version => new Places.Value(version),
        value => value.Shade);

    private static readonly SimulatedKind<Posts.Key, Posts.Value> s_posts = new(
        node =>
        {
            var posts = node.Open<Posts>();
            return new(posts.Scope, posts.LookupByShade, (key, shade) => posts.LookupByShade(key, shade).Count, (to, number, from) => posts.Send(to, new Posts.Message(number), from), process =>
            {
                var inbox = posts.OpenInbox(process);
                return () => inbox.TryReceive(out var envelope) ? (envelope.Sender, envelope.Message.Number) : null;
            });
        },
        node =>
        {
            var earlier = node.Open<EarlierPosts>();
            return SkewOf(earlier.Scope, (process, number) => earlier.Register(process, new(number), new(-1)));
        },
        number => new Posts.Key(number),
        version => new Posts.Value(version),
        value => value.Shade);

    /// <summary>Runs a seed and returns what was done.</summary>
    /// <exception cref="SimulationFailedException">An invariant did not hold; the message names the seed.</exception>
    public static SimulationReport Run(int seed) => seed % 2 == 0
        ? Run(new SimulatedCluster<Places.Key, Places.Value>(seed, SettingsOf(seed), s_places))
        : Run(new SimulatedCluster<Posts.Key, Posts.Value>(seed, SettingsOf(seed), s_posts));

    /// <summary>Most seeds do a bit of everything; the others have more of what is rare, and needs many things to meet.</summary>
    private static SimulationSettings SettingsOf(int seed) => (seed / 2 % 6) switch
    {
        // One of many is large: hundreds of nodes, all linked to all.
        0 when seed % 300 is 132 or 133 => new SimulationSettings { Nodes = 100 + (seed % 101), Actions = 60, Keys = 40, InitialEntries = 1, LogBytes = 600 },

        // So many entries that much happens during each sync, of which there are many.
        0 => new SimulationSettings { InitialEntries = 30, Keys = 40, Nodes = 3, LogBytes = 200, Focus = SimulationFocus.Resyncs },

        // A log so short that whoever missed anything is synced.
        1 => new SimulationSettings { Nodes = 3, LogBytes = 1, Focus = SimulationFocus.Resyncs },
        2 => new SimulationSettings { Nodes = 3, Focus = SimulationFocus.Losses },
        3 => new SimulationSettings { Nodes = 3, Focus = SimulationFocus.Restarts },
        _ => new SimulationSettings(),
    };

    private static SkewedScope SkewOf<TKey, TValue>(Scope<TKey, TValue> scope, Action<LocalProcess, int> register)
        where TKey : notnull =>
        new(() => scope.DisposeAsync().AsTask().GetAwaiter().GetResult(), register, () => [.. scope.Peers.Select(peer => peer.Node), .. scope.Entries().Select(entry => entry.Id.Node)]);

    private static SimulationReport Run<TKey, TValue>(SimulatedCluster<TKey, TValue> cluster)
        where TKey : notnull
    {
        using (cluster)
        {
            cluster.Run();
            return new SimulationReport(cluster.Trace, cluster.Digest, cluster.Counts);
        }
    }
}

/// <summary>What a simulation did.</summary>
/// <param name="Trace">Every action, in order.</param>
/// <param name="Digest">Equal for two runs of one seed: every byte that was delivered, in order.</param>
/// <param name="Counts">How often each thing was done, or happened.</param>
public sealed record SimulationReport(IReadOnlyList<string> Trace, ulong Digest, SimulationCounts Counts);
