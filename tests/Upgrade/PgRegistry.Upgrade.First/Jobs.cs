using System.Collections.Immutable;

namespace PgRegistry.Upgrade;

/// <summary>A scope as a service first had it.</summary>
[RegistryScope]
public partial class Jobs
{
    public readonly record struct Key(string Queue, int Shard);

    public sealed record Value(string Role, int Load, Place Home, ImmutableArray<Place> Others);

    public sealed record Place(string City);

    public abstract record Message
    {
        public sealed record Said(string Text) : Message;

        public sealed record Retired(int Number) : Message;
    }
}
