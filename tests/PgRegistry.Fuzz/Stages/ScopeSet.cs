using PgRegistry.Fuzz.Scopes;

namespace PgRegistry.Fuzz.Stages;

/// <summary>The scopes of this program on one node, and values to register there.</summary>
internal sealed class ScopeSet
{
    /// <summary>The key under which everybody has members, so that a few of a stranger's make the group a large one.</summary>
    public static readonly Things.Key Shared = new("orders", 1);

    private ScopeSet(Things things, Names names, Kinds kinds)
    {
        Things = things;
        Names = names;
        Kinds = kinds;
    }

    public Things Things { get; }

    public Names Names { get; }

    public Kinds Kinds { get; }

    public static ScopeSet Open(RegistryNode node) => new(node.Open<Things>(), node.Open<Names>(), node.Open<Kinds>());

    /// <summary>The other way round: the same scope has another instance than on a node that opened them in order.</summary>
    public static ScopeSet OpenReversed(RegistryNode node)
    {
        var kinds = node.Open<Kinds>();
        var names = node.Open<Names>();
        return new(node.Open<Things>(), names, kinds);
    }

    public static Things.Value Thing(int load) => new(load % 2 == 0 ? "primary" : "spare", load);

    public static Kinds.Key KindKey(int number) => new(
        number % 2 == 0, (sbyte)-number, (byte)number, (short)(-300 * number), (ushort)(300 * number), -70_000 * number, 70_000u * (uint)number, long.MinValue + number,
        ulong.MaxValue - (ulong)number, (char)('a' + (number % 26)), $"number {number}");

    public static Kinds.Value Kind(int number) => new(
        number * 1.5f, number == 3 ? double.NaN : -number / 3.0, number * 1.10m, (Half)number, Int128.MinValue + number, UInt128.MaxValue - (UInt128)number,
        new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (Colour)number, number % 2 == 0 ? null : "noté", number % 3 == 0 ? null : 0.10m, number % 2 == 0 ? new Percent(number) : null);

    /// <summary>A few entries in each scope.</summary>
    public void Register(RegistryNode node, int members)
    {
        var process = node.Spawn();
        for (var i = 0; i < members; i++)
        {
            _ = Things.Register(i % 2 == 0 ? process : node.Spawn(), Shared, Thing(i));
        }

        _ = Things.Register(process, new Things.Key(node.Name, 0), Thing(members));
        _ = Names.Register(process, new Names.Key("alpha"), new Names.Value(1));
        _ = Names.Register(process, new Names.Key(node.Name), new Names.Value(2));
        _ = Kinds.Register(process, KindKey(1), Kind(1));
        _ = Kinds.Register(process, KindKey(members), Kind(members));
    }

    public IWatchedScope[] Watch() =>
    [
        new WatchedScope<Things.Key, Things.Value>(Things.Scope, Stage.IsStranger),
        new WatchedScope<Names.Key, Names.Value>(Names.Scope, Stage.IsStranger),
        new WatchedScope<Kinds.Key, Kinds.Value>(Kinds.Scope, Stage.IsStranger),
    ];
}
