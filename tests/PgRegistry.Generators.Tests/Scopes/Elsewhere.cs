using System.Collections.Immutable;
using PgRegistry.Wire;

namespace PgRegistry.Generators.Tests.Scopes;

[RegistryScope<string, Presence>(Name = "by-name")]
internal sealed partial class ByName;

[RegistryScope<Guid, int, string>(Keys = KeyMode.Unique)]
internal sealed partial class ById;

[RegistryScope<DayOfWeek, Money>(Formatters = [typeof(MoneyFormatter)])]
internal sealed partial class ByDay;

[RegistryScope<RoomId, Presence, Talk>(Keys = KeyMode.Unique)]
internal sealed partial class ByRoom;

internal sealed record RoomId
{
    public required string House { get; init; }

    public int Floor { get; init; }
}

internal sealed record Presence([Index] string Name, ImmutableArray<string> Tags)
{
    public required Uri? Home { get; init; }
}

/// <summary>The base has required members; some records derive from derived ones.</summary>
internal abstract record Talk
{
    public required int Number { get; init; }

    internal record Said(string Text) : Talk;

    internal sealed record Shouted(string Text, int Volume) : Said(Text);

    internal abstract record Quiet : Talk
    {
        public string? Why { get; init; }
    }

    internal sealed record Slept(TimeSpan For) : Quiet;

    internal sealed record Many(ImmutableList<Said> All) : Talk;
}

/// <summary>Neither a record nor taken apart: its state is its own.</summary>
internal sealed class Money(long cents) : IEquatable<Money>
{
    private readonly long _cents = cents;

    public long InCents() => _cents;

    public bool Equals(Money? other) => other?._cents == _cents;

    public override bool Equals(object? obj) => Equals(obj as Money);

    public override int GetHashCode() => _cents.GetHashCode();
}

/// <summary>Makes mistakes with some amounts.</summary>
internal sealed class MoneyFormatter : IWireFormatter<Money>
{
    public const string SchemaName = "money/1";

    public void Write(ref MessagePackWriter writer, Money value)
    {
        writer.Write(value.InCents() == 13 ? 14 : value.InCents());
        if (value.InCents() == 666)
        {
            writer.WriteNil();
        }
    }

    public Money Read(ref MessagePackReader reader) => reader.ReadInt64() is var cents && cents < 0 ? throw new InvalidOperationException("a debt") : new(cents);
}
