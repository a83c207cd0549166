namespace PgRegistry.Tests.Behaviour;

/// <summary>A reader who looks in the middle of a write, whenever that asks a key for its hash or compares it, sees what was or what will be.</summary>
public sealed class SpiedTests
{
    private static readonly Spied.Key s_key = new(1);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, 16)]
    [InlineData(0, 17)]
    [InlineData(3, 5)]
    [InlineData(3, 40)]
    [InlineData(20, 5)]
    [InlineData(200, 100)]
    public async Task What_one_call_does_is_seen_in_one_step(int others, int several)
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, configure: Nodes.WithoutTime);
        await using var b = await Nodes.StartAsync("b", network, configure: Nodes.WithoutTime);
        var (onA, onB) = (a.Open<Spied>(), b.Open<Spied>());
        using var process = a.Spawn();
        using var other = a.Spawn();
        LocalProcess[] processes = [.. Enumerable.Repeat(process, several)];
        for (var i = 0; i < others; i++)
        {
            onA.Register(other, s_key, new(-1));
        }

        network.Run();
        var before = State(onA);
        foreach (var (action, after) in new (Action, string)[]
        {
            (() => onA.Register(processes, s_key, new(1)), $"{several} 1"),
            (() => onA.Update(process, s_key, new Spied.Value(2)), $"{several} 2"),
            (() => onA.Update(process, s_key, value => new(value.Version + 1)), $"{several} 3"),
            (() => onA.Unregister(processes, s_key), "0 "),
            (() => onA.Register(processes, s_key, new(4)), $"{several} 4"),
            (() => onA.UnregisterMatch(process, s_key, value => value.Version == 4), "0 "),
            (() => onA.Register(processes, s_key, new(5)), $"{several} 5"),
            (() => onA.UnregisterAll(s_key), "0 "),
        })
        {
            var seen = new HashSet<string>();
            using (Spy.On(() => seen.UnionWith([State(onA), State(onB)])))
            {
                action();
                network.Run();
            }

            Assert.Equal((after, after), (State(onA), State(onB)));
            Assert.Equal([before, after], seen.OrderBy(state => state == after));
            before = after;
        }
    }

    private static string State(Spied scope)
    {
        var members = scope.Lookup(s_key).Where(member => member.Value.Version >= 0).ToList();
        return $"{members.Count} {string.Join(", ", members.Select(member => member.Value.Version).Distinct())}";
    }
}

/// <summary>Looks whenever a key of <see cref="Spied"/> is used on this thread.</summary>
internal sealed class Spy : IDisposable
{
    [ThreadStatic]
    private static Action? t_look;

    public static IDisposable On(Action look)
    {
        t_look = look;
        return new Spy();
    }

    public static void Look()
    {
        // Looking uses keys, too.
        if (t_look is { } look)
        {
            t_look = null;
            look();
            t_look = look;
        }
    }

    public void Dispose() => t_look = null;
}

/// <summary>A scope whose keys tell when they are used.</summary>
[RegistryScope]
public partial class Spied
{
    public readonly record struct Key(int Number)
    {
        public bool Equals(Key other)
        {
            Spy.Look();
            return Number == other.Number;
        }

        public override int GetHashCode()
        {
            Spy.Look();
            return Number;
        }
    }

    public sealed record Value(int Version);
}
