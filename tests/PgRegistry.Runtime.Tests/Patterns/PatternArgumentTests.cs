using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Patterns;

/// <summary>What is null, and what is closed.</summary>
public sealed class PatternArgumentTests
{
    [Fact]
    public async Task What_must_be_given_is_not_null()
    {
        await using var node = await Nodes.StartAsync();
        var names = node.Open<Names>();
        using var process = node.Spawn();
        Names.Key key = new("ann");
        names.Register(process, key, new("x", 1));
        foreach (var (name, call) in new (string, Action)[]
        {
            ("value", () => names.Match(key, (Names.ValuePattern)null!)),
            ("value", () => names.Match(key, (Func<Names.Value, bool>)null!)),
            ("value", () => names.Match(key, (Names.Value)null!)),
            ("value", () => names.CountMatch(key, (Names.ValuePattern)null!)),
            ("value", () => names.CountMatch(key, (Func<Names.Value, bool>)null!)),
            ("entry", () => names.Select((Func<Entry<Names.Key, Names.Value>, bool>)null!)),
            ("entry", () => names.CountSelect((Func<Entry<Names.Key, Names.Value>, bool>)null!)),
            ("value", () => names.UnregisterMatch(process, key, (Names.ValuePattern)null!)),
            ("value", () => names.UnregisterMatch(process, key, (Func<Names.Value, bool>)null!)),
            ("value", () => names.UnregisterMatch(process, key, (Names.Value)null!)),
            ("process", () => names.UnregisterMatch(null!, key, new Names.ValuePattern())),
            ("process", () => names.UnregisterMatch(null!, key, _ => true)),
            ("key", () => names.UnregisterMatch(process, null!, new Names.ValuePattern())),
            ("key", () => names.UnregisterMatch(process, null!, _ => true)),
            ("key", () => names.Match(null!, new Names.ValuePattern())),
            ("key", () => names.Match(null!, _ => true)),
            ("key", () => names.CountMatch(null!, new Names.ValuePattern())),
            ("key", () => names.CountMatch(null!, _ => true)),
        })
        {
            Assert.Equal(name, Assert.Throws<ArgumentNullException>(call).ParamName);
        }

        Assert.Equal(1, names.Count);
    }

    [Fact]
    public async Task A_closed_scope_says_so()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        workers.Register(process, Nodes.Orders, Nodes.Load(1));
        await workers.DisposeAsync();
        foreach (var call in new Action[]
        {
            () => workers.Match(Nodes.Orders, new Workers.ValuePattern()),
            () => workers.Match(Nodes.Orders, Never),
            () => workers.CountMatch(Nodes.Orders, new Workers.ValuePattern()),
            () => workers.CountMatch(Nodes.Orders, Never),
            () => workers.Select(),
            () => workers.Select(Nodes.Orders),
            () => workers.Select(process: process.Pid),
            () => workers.Select(process: default(Pid)),
            () => workers.Select(_ => Never(null!)),
            () => workers.CountSelect(),
            () => workers.CountSelect(Nodes.Orders),
            () => workers.CountSelect(_ => Never(null!)),
            () => workers.UnregisterMatch(process, Nodes.Orders, new Workers.ValuePattern()),
            () => workers.UnregisterMatch(process, Nodes.Orders, Never),
        })
        {
            Assert.Contains("is closed on node a", Assert.Throws<ObjectDisposedException>(call).Message, StringComparison.Ordinal);
        }
    }

    private static bool Never(Workers.Value value) => throw new InvalidOperationException("was asked");
}
