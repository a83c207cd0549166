namespace PgRegistry.Generators.Tests.Scopes;

/// <summary>A scope with a member of every type that has a wire format; its message has nullable ones.</summary>
[RegistryScope]
internal sealed partial class Everything
{
    internal readonly record struct Key(
        bool Bool, sbyte SByte, byte Byte, short Int16, ushort UInt16, int Int32, uint UInt32, long Int64, ulong UInt64, char Char, string String);

    internal sealed record Value(
        float Single, double Double, decimal Decimal, Half Half, Int128 Int128, UInt128 UInt128, Guid Guid, Small Small, Big Big, Point Point, Place Place);

    internal sealed record Message
    {
        public bool? Bool { get; init; }
        public ulong? UInt64 { get; init; }
        public char? Char { get; set; }
        public string? String { get; init; }
        public double? Double { get; init; }
        public decimal? Decimal { get; init; }
        public Half? Half { get; init; }
        public Int128? Int128 { get; init; }
        public Guid? Guid { get; init; }
        public Small? Small { get; init; }
        public Point? Point { get; init; }
        public Place? Place { get; init; }
        public required Key Key { get; init; }
    }

    internal enum Small : sbyte
    {
        None,
        Low = -128,
        High = 127,
    }

    [Flags]
    internal enum Big : ulong
    {
        None,
        Top = 1ul << 63,
    }

    /// <summary>No record, but put together and compared like one.</summary>
    internal struct Point(int x, int y) : IEquatable<Point>
    {
        public int X { get; set; } = x;

        public int Y { get; } = y;

        public readonly bool Equals(Point other) => (X, Y) == (other.X, other.Y);

        public override readonly bool Equals(object? obj) => obj is Point other && Equals(other);

        public override readonly int GetHashCode() => HashCode.Combine(X, Y);
    }
}

internal record Place(string Street, Pair<int, string?> Pair)
{
    public string? Note { get; init; }

    public int Length => Street.Length;
}

/// <summary>Its value refuses some of what could arrive.</summary>
[RegistryScope]
internal sealed partial class Checked
{
    internal sealed record Key(string Name);

    internal sealed record Value
    {
        public Value(int percent)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
            Percent = percent;
        }

        public int Percent { get; }

        public string Note
        {
            get;
            init => field = value.Length < 10 ? value : throw new InvalidOperationException("too long");
        } = "";
    }
}

internal sealed record Villa(string Street, int Rooms) : Place(Street, default);

internal record struct Pair<TFirst, TSecond>(TFirst First, TSecond Second);
