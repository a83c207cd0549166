using System.Collections.Immutable;

namespace PgRegistry.Upgrade;

/// <summary>The same scope later: members were added behind the others, one was renamed, and messages have other cases.</summary>
[RegistryScope]
public partial class Jobs
{
    public readonly record struct Key(string Queue, int Shard, string Region = "eu");

    public sealed record Value(string Role, [WireName("Load")] int Weight, Place Home, ImmutableArray<Place> Others, DayOfWeek? Since = DayOfWeek.Monday)
    {
        public string Zone { get; init; } = "west";

        public Place? Spare { get; init; }
    }

    public sealed record Place(string City, double Altitude = 12.5);

    public abstract record Message
    {
        public sealed record Said(string Text, int Priority = 3) : Message;

        [WireName("Added")]
        public sealed record Greeted(int Number) : Message;
    }
}
