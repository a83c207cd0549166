namespace PgRegistry.Generators.Tests.Support;

/// <summary>Declarations that several tests start from.</summary>
internal static class Sources
{
    public const string Workers = """
        using PgRegistry;

        namespace Shop;

        [RegistryScope]
        public partial class Workers
        {
            public readonly record struct Key(string Queue, int Shard);
            public sealed record Value(string Role, int Load);
            public sealed record Message(string Text);
        }
        """;

    public const string Rooms = """
        using PgRegistry;

        namespace Shop;

        [RegistryScope]
        public partial class Rooms
        {
            public readonly record struct Key(string Name);
            public sealed record Value(string Topic);
            public abstract record Message
            {
                public sealed record Said(string Text, int Importance) : Message;
                public record Closed : Message;
            }
        }
        """;

    public const string Sessions = """
        using System;
        using PgRegistry;

        namespace Shop.Web;

        internal static partial class Scopes
        {
            [RegistryScope(Name = "sessions", Keys = KeyMode.Unique)]
            internal sealed partial class Sessions
            {
                internal sealed record Key(Guid Id)
                {
                    public string? Region { get; init; }
                }

                internal record Value(Place? Home, Place Now, Level? Level);
                internal readonly record struct Place(double Latitude, double Longitude);
                internal enum Level : byte { Low, High }
            }
        }
        """;
}
