using System.Reflection;
using PgRegistry.Fuzz.Mutation;
using PgRegistry.Fuzz.Scopes;
using PgRegistry.Fuzz.Stages;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Targets;

/// <summary>The generated formatters, by themselves. The first byte of an input chooses which.</summary>
internal sealed class FormatterTarget : IFuzzTarget
{
    private readonly IFormatterCase[] _cases =
    [
        Case<Kinds, Kinds.Key>("KeyFormatter", [.. Enumerable.Range(0, 4).Select(ScopeSet.KindKey)]),
        Case<Kinds, Kinds.Value>("ValueFormatter", [.. Enumerable.Range(0, 4).Select(ScopeSet.Kind)]),
        Case<Kinds, Kinds.Message>(
            "MessageUnionFormatter", [new Kinds.Message.Said("hello", 3), new Kinds.Message.Said("", null), new Kinds.Message.Moved(new Guid(1, 2, 3, new byte[8]), Half.NaN), new Kinds.Message.Closed()]),
        Case<Things, Things.Key>("KeyFormatter", [ScopeSet.Shared]),
        Case<Things, Things.Value>("ValueFormatter", [ScopeSet.Thing(1)]),
        Case<Things, Things.Message>("MessageFormatter", [new Things.Message("text")]),
        Case<Names, Names.Key>("KeyFormatter", [new Names.Key("one")]),
    ];

    private readonly Mutator _mutator;

    public FormatterTarget() => _mutator = new Mutator([.. _cases.SelectMany(one => one.Seeds)]);

    public string Name => "formatters";

    public byte[] Make(Random random)
    {
        var index = random.Next(_cases.Length);
        return [(byte)index, .. _mutator.Change(random.Of(_cases[index].Seeds), random)];
    }

    public void Run(ReadOnlySpan<byte> bytes, Tally tally)
    {
        if (bytes.IsEmpty)
        {
            tally.Refuse("no value");
            return;
        }

        _cases[bytes[0] % _cases.Length].Run(bytes[1..], tally);
    }

    public IEnumerable<byte[]> Smaller(byte[] bytes) => bytes.Length == 0 ? [] : Smallening.Of(bytes[1..]).Select(rest => (byte[])[bytes[0], .. rest]);

    /// <summary>Generated formatters are private to their scopes.</summary>
    private static FormatterCase<T> Case<TScope, T>(string name, IReadOnlyList<T> samples)
        where T : notnull =>
        new((IWireFormatter<T>)typeof(TScope).GetNestedType(name, BindingFlags.NonPublic)!.GetField("Instance")!.GetValue(null)!, samples);
}
