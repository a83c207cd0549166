using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using PgRegistry.Generators.Tests.Scopes;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.Wire;

namespace PgRegistry.Generators.Tests;

/// <summary>Runs the formatters and comparers of <see cref="Shelves"/>.</summary>
public sealed class CollectionTests
{
    private static readonly IWireFormatter<Shelves.Value> s_values = Formatters.Of<Shelves.Value>(typeof(Shelves), "ValueFormatter");
    private static readonly IWireFormatter<Shelves.Message> s_messages = Formatters.Of<Shelves.Message>(typeof(Shelves), "MessageFormatter");

    private static readonly IEqualityComparer<Shelves.Value> s_comparer =
        (IEqualityComparer<Shelves.Value>)typeof(Shelves).GetNestedType("ValueComparer", BindingFlags.NonPublic)!.GetField("Instance")!.GetValue(null)!;

    private static readonly Shelves.Value s_value = RandomShelves.Value(3) with { Nested = [[new(1, []), null]], Perhaps = [Shelves.Colour.Red], Crate = new([new(2, [])]) };

    private static readonly Shelves.Message s_message = new()
    {
        Bytes = [0, 255], Arrays = [["a", null], null, []], List = [new(1, [new("x", Shelves.Colour.Red)])], Set = [3, 1], Map = new() { ["a"] = [double.NaN, -0.0], [""] = [] },
        Any = Enumerable.Range(1, 3), ReadOnly = new Queue<int>([1, 2]), Pids = [default, new(new("a", 1), 2)], Counted = [1.50m], Listed = new BitArray(2).Cast<bool>().ToList(),
        ISet = new SortedSet<string>(["b", "a"]), ReadOnlySet = ImmutableSortedSet.Create('b', 'a'), IMap = new SortedList<int, int> { [1] = 2 }, ReadOnlyMap = FrozenDictionary<int, int>.Empty,
        Labels = [new("y", 0)],
    };

    [Fact]
    public void Values_survive_equal_by_content()
    {
        var seeds = new SeededRandom();
        for (var i = 0; i < 200; i++)
        {
            var seed = seeds.Next();
            var value = RandomShelves.Value(seed);

            Assert.True(s_comparer.Equals(value, RandomShelves.Value(seed)), $"{seeds}: equal contents, {seed}");
            Assert.True(s_comparer.Equals(value, Formatters.RoundTrip(s_values, value)), $"{seeds}: on the wire, {seed}");
            Assert.False(s_comparer.Equals(value, RandomShelves.Value(seed + 1)), $"{seeds}: other contents, {seed}");
        }
    }

    public static TheoryData<string> Members => [.. typeof(Shelves.Value).GetProperties().Select(property => property.Name).Where(name => name != "EqualityContract")];

    [Theory]
    [MemberData(nameof(Members))]
    public void Each_member_counts(string member)
    {
        Shelves.Label label = new("only here", 0);
        Shelves.Box box = new(-1, []);
        Shelves.Value other = new(
            ["only here"], [-1], [Guid.Empty], ImmutableSortedSet.Create(StringComparer.Ordinal, "only here"), new[] { label }.ToFrozenSet(), ImmutableDictionary<string, ImmutableArray<byte>>.Empty.Add("only here", []),
            ImmutableSortedDictionary<int, Shelves.Box>.Empty.Add(-1, box), new Dictionary<Shelves.Label, Shelves.Box?> { [label] = null }.ToFrozenDictionary(), [], [], box, new([]), new(-1, []));
        var copy = Formatters.RoundTrip(s_values, s_value);
        typeof(Shelves.Value).GetProperty(member)!.SetValue(copy, typeof(Shelves.Value).GetProperty(member)!.GetValue(other));

        Assert.False(s_comparer.Equals(s_value, copy));
        Assert.False(s_comparer.Equals(copy, s_value));
    }

    [Fact]
    public void The_order_counts_in_lists_alone_and_the_equality_of_the_author_comes_first()
    {
        Assert.False(s_comparer.Equals(s_value with { Array = ["a", "b"] }, s_value with { Array = ["b", "a"] }));
        Assert.True(s_comparer.Equals(s_value with { Frozen = Labels("a", "b") }, s_value with { Frozen = Labels("b", "a") }));
        Assert.True(s_comparer.Equals(s_value with { Own = new(1, [1]) }, s_value with { Own = new(1, [2]) }));
        Assert.False(s_comparer.Equals(s_value with { Own = new(1, [1]) }, s_value with { Own = new(2, [1]) }));
        Assert.False(s_comparer.Equals(s_value with { Array = default }, s_value with { Array = [] }));
        Assert.False(s_comparer.Equals(s_value, null));

        static FrozenSet<Shelves.Label> Labels(params string[] texts) => texts.Select(text => new Shelves.Label(text, 0)).ToFrozenSet();
    }

    [Fact]
    public void Messages_survive()
    {
        var read = Formatters.RoundTrip(s_messages, s_message);

        Assert.Equal(s_message.Bytes, read.Bytes);
        Assert.Equal(s_message.Arrays, read.Arrays);
        Assert.Equal(s_message.List[0].Labels, read.List[0].Labels);
        Assert.Equal(s_message.Set, read.Set);
        Assert.Equal(s_message.Map["a"], read.Map["a"]);
        Assert.Empty(read.Map[""]);
        Assert.Equal(
            [s_message.Any, s_message.ReadOnly, s_message.Pids, s_message.Counted, s_message.Listed, s_message.ISet, s_message.IMap, s_message.ReadOnlyMap, s_message.Labels],
            new IEnumerable?[] { read.Any, read.ReadOnly, read.Pids, read.Counted, read.Listed, read.ISet, read.IMap, read.ReadOnlyMap, read.Labels });
        Assert.True(s_message.ReadOnlySet!.SetEquals(read.ReadOnlySet!));
        Assert.Null(Formatters.RoundTrip(s_messages, s_message with { Any = null }).Any);
    }

    [Fact]
    public void What_would_not_arrive_as_it_is_is_refused()
    {
        AssertRefused("default", s_value with { Array = default });
        AssertRefused("default", s_value with { Nested = [default] });
        AssertRefused("StringComparer.Ordinal", s_value with { Sorted = [] });
        AssertRefused("without a comparer", s_value with { ByNumber = s_value.ByNumber.WithComparers(Comparer<int>.Create((a, b) => b - a)) });
        AssertRefused("without a comparer", s_value with { ByName = s_value.ByName.WithComparers(StringComparer.OrdinalIgnoreCase) });
        AssertRefused("null", s_value with { Array = [null!] });
        Assert.Throws<ArgumentNullException>(() => Formatters.Write(s_values, s_value with { List = null! }));
        Assert.Throws<ArgumentException>(() => Formatters.Write(s_messages, s_message with { ISet = new HashSet<string>(StringComparer.OrdinalIgnoreCase) }));
        Assert.Throws<ArgumentException>(() => Formatters.Write(s_messages, s_message with { Set = new(EqualityComparer<int>.Create((a, b) => a == b)) }));
        Formatters.Write(s_values, s_value with { ByName = s_value.ByName.WithComparers(StringComparer.Ordinal) });
    }

    [Fact]
    public void Elements_that_a_set_cannot_have_twice_come_together_where_they_are_read()
    {
        var bytes = Formatters.Write(s_values, s_value with { Array = [], List = [], Hashed = [Guid.Empty, new(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)] });
        var one = bytes.AsSpan().IndexOf(new byte[] { 0xc4, 16, 0, 0, 0, 1 });
        bytes[one + 5] = 0;

        Assert.Equal([Guid.Empty], Formatters.Read(s_values, bytes).Hashed);
    }

    [Fact]
    public void The_first_of_equal_elements_stays()
    {
        var elements = Formatters.Write(WireFormatters.ListOf(WireFormatters.Int32), [2, 1, 2]);
        var pairs = Formatters.Write(WireFormatters.ListOf(WireFormatters.ArrayOf(WireFormatters.Int32)), [[2, 5], [1, 6], [2, 7]]);

        Assert.Equal([1, 2], Formatters.Read(WireFormatters.ImmutableSortedSetOf(WireFormatters.Int32), elements));
        Assert.Equal([1, 2], Formatters.Read(WireFormatters.FrozenSetOf(WireFormatters.Int32), elements).Order());
        Assert.Equal([new(1, 6), new(2, 5)], Formatters.Read(WireFormatters.ImmutableSortedDictionaryOf(WireFormatters.Int32, WireFormatters.Int32), pairs));
        Assert.Equal([new(1, 6), new(2, 5)], Formatters.Read(WireFormatters.FrozenDictionaryOf(WireFormatters.Int32, WireFormatters.Int32), pairs).OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Damaged_bytes_raise_nothing_but_format_exceptions()
    {
        Damage.Check(s_values, s_value);
        Damage.Check(s_messages, s_message);
    }

    [Fact]
    public void A_length_alone_costs_no_memory()
    {
        // A million elements are announced, and a byte each is there that is none.
        byte[] input = [0xdd, 0, 0x0f, 0x42, 0x40, .. Enumerable.Repeat((byte)0xc1, 1_000_000)];
        var formatter = WireFormatters.ArrayOf(WireFormatters.Decimal);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<WireFormatException>(() => Formatters.Read(formatter, input));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static void AssertRefused(string reason, Shelves.Value value) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Formatters.Write(s_values, value)).Message, StringComparison.Ordinal);
}
