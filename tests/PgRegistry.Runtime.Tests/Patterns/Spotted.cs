using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Patterns;

/// <summary>Two linked nodes with spots of both, which all see.</summary>
internal sealed class Spotted : IAsyncDisposable
{
    private Spotted(RegistryNode a, RegistryNode b, Spots onA, Spots onB, InMemoryNetwork network) => (A, B, OnA, OnB, Network) = (a, b, onA, onB, network);

    public RegistryNode A { get; }

    public RegistryNode B { get; }

    public Spots OnA { get; }

    public Spots OnB { get; }

    public InMemoryNetwork Network { get; }

    public static Spots.Key Key { get; } = new("Bern", 1, Zone.East);

    public static Spots.Value Value { get; } = new("a", 1, null, new Place("Main", null), null, new Size(1, null));

    public static async Task<Spotted> StartAsync(int seed = 1)
    {
        var network = InMemoryNetwork.StepByStep(seed);
        var a = await Nodes.StartAsync("a", network);
        var b = await Nodes.StartAsync("b", network);
        return new Spotted(a, b, a.Open<Spots>(), b.Open<Spots>(), network);
    }

    /// <summary>
    /// On each node values that differ from <see cref="Value"/> in one place each, under the same key, and keys that differ in one place
    /// each, with the same value.
    /// </summary>
    public void Fill()
    {
        foreach (var spots in new[] { OnA, OnB })
        {
            foreach (var value in Values())
            {
                spots.Register(Key, value);
            }

            foreach (var key in Keys())
            {
                spots.Register(key, Value);
            }
        }

        Network.Run();
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }

    private static IEnumerable<Spots.Key> Keys() =>
    [
        Key, Key with { City = "bern" }, Key with { City = "" }, Key with { Floor = null }, Key with { Floor = 0 }, Key with { Floor = -1 },
        Key with { Zone = Zone.None }, Key with { Zone = Zone.Top }, Key with { IsOpen = true }, default(Spots.Key) with { City = "Bern" },
    ];

    private static IEnumerable<Spots.Value> Values() =>
    [
        Value,
        Value with { Role = "b" },
        Value with { Load = 2.5 },
        Value with { Load = double.NaN },
        Value with { Load = -0.0 },
        Value with { Home = new Place("Main", null) },
        Value with { Home = new Place("Side", new Size(3, 4)) },
        Value with { Home = new Place("Side", new Size(3, null)) },
        Value with { Work = new Place("Main", new Size(3, 4)) },
        Value with { Work = new Place("Side", null) },
        Value with { Box = new Size(1, null) },
        Value with { Box = new Size(3, 4) },
        Value with { Need = new Size(3, double.NaN) },
        Value with { Note = "" },
        Value with { Note = "noted" },
        Value with { Owner = Guid.AllBitsSet },
        Value with { Level = Level.None },
        Value with { Level = Level.Low },
        Value with { Total = long.MaxValue },
    ];
}
