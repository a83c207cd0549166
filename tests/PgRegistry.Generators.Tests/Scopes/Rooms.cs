namespace PgRegistry.Generators.Tests.Scopes;

/// <summary>A scope whose message is a union in every way that there is: with members that all cases have, groups, and steps in between.</summary>
[RegistryScope]
internal sealed partial class Rooms
{
    internal readonly record struct Key(string Name);

    internal sealed record Value(string Topic);

    internal abstract record Message(Guid Id)
    {
        public string? Trace { get; init; }

        public abstract int Weight { get; }

        internal sealed record Said(Guid Id, string Text, int Importance) : Message(Id)
        {
            public override int Weight => Importance;
        }

        internal sealed record Closed(Guid Id) : Message(Id)
        {
            public override int Weight => 0;
        }

        internal record Moved(Guid Id, Place To, int Weight) : Message(Id)
        {
            public override int Weight { get; } = Weight;
        }

        internal abstract record Change(Guid Id, string By) : Message(Id)
        {
            public override int Weight => 1;
        }

        internal static class Changes
        {
            internal sealed record Renamed(Guid Id, string By, Draft Name) : Change(Id, By);

            internal sealed record Closed(Guid Id, string By) : Change(Id, By);
        }

        /// <summary>Nested, and no case.</summary>
        internal sealed record Draft(string Text);
    }
}

/// <summary>A scope whose message can also be nothing but itself.</summary>
[RegistryScope]
internal sealed partial class Notes
{
    internal readonly record struct Key(string Name);

    internal sealed record Value(Message.Reply? Last);

    internal record Message(string Text)
    {
        internal record Reply(string Text, Message To) : Message(Text)
        {
            internal sealed record Late(string Text, Message To, int Days) : Reply(Text, To);
        }
    }
}

internal sealed record Stray(Guid Id) : Rooms.Message(Id)
{
    public override int Weight => 2;
}

internal sealed record Relocated(Guid Id, Place To) : Rooms.Message.Moved(Id, To, 3);

internal sealed record Scribble(string Text) : Notes.Message(Text);
