namespace PgRegistry.Fuzz.Scopes;

/// <summary>An ordinary scope with messages.</summary>
[RegistryScope]
internal partial class Things
{
    internal readonly record struct Key(string Queue, int Shard);

    internal sealed record Value(string Role, int Load);

    internal sealed record Message(string Text);
}

/// <summary>A scope with unique keys.</summary>
[RegistryScope(Keys = KeyMode.Unique)]
internal partial class Names
{
    internal sealed record Key(string Name);

    internal sealed record Value(long Version);
}

/// <summary>A scope with a member of every type that has a wire format; its message is a union.</summary>
[RegistryScope]
internal partial class Kinds
{
    internal readonly record struct Key(
        bool Bool, sbyte SByte, byte Byte, short Int16, ushort UInt16, int Int32, uint UInt32, long Int64, ulong UInt64, char Char, string String);

    internal sealed record Value(
        float Single, double Double, decimal Decimal, Half Half, Int128 Int128, UInt128 UInt128, Guid Guid, Colour Colour, string? Note, decimal? Price, Percent? Percent);

    internal abstract record Message
    {
        public sealed record Said(string Text, int? Importance) : Message;

        public sealed record Moved(Guid Who, Half Where) : Message;

        public sealed record Closed : Message;
    }
}

internal enum Colour : sbyte
{
    None,
    Red = -128,
    Blue = 127,
}

/// <summary>Its constructor refuses some of what could arrive.</summary>
internal sealed record Percent
{
    public Percent(int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        Number = number;
    }

    public int Number { get; }
}
