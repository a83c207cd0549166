namespace PgRegistry.Tests.Behaviour;

// Declarations of one scope that differ in their messages alone, each of which is a union; no node opens two of them.
#pragma warning disable PGR0014
public static partial class HereCases
{
    [RegistryScope(Name = "talks")]
    public partial class Talks
    {
        public readonly record struct Key(string Room);

        public sealed record Value(string Topic);

        public abstract record Message
        {
            public sealed record Said(string Text) : Message;

            public sealed record Closed : Message;
        }
    }
}

public static partial class MoreCases
{
    [RegistryScope(Name = "talks")]
    public partial class Talks
    {
        public readonly record struct Key(string Room);

        public sealed record Value(string Topic);

        public abstract record Message
        {
            public sealed record Said(string Text) : Message;

            public sealed record Closed : Message;

            public sealed record Whispered(string Text) : Message;
        }
    }
}

public static partial class OtherCases
{
    [RegistryScope(Name = "talks")]
    public partial class Talks
    {
        public readonly record struct Key(string Room);

        public sealed record Value(string Topic);

        public abstract record Message
        {
            public sealed record Said(int Text) : Message;

            public sealed record Closed : Message;
        }
    }
}

public static partial class NoCases
{
    [RegistryScope(Name = "talks")]
    public partial class Talks
    {
        public readonly record struct Key(string Room);

        public sealed record Value(string Topic);

        public sealed record Message(string Text);
    }
}
