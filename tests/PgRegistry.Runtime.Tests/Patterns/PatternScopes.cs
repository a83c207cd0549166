namespace PgRegistry.Tests.Patterns;

public enum Level : sbyte
{
    Low = -1,
    None,
    High,
}

public enum Zone : ulong
{
    None,
    East,
    Top = 1ul << 63,
}

public sealed record Place(string Street, Size? Plot);

public readonly record struct Size(int Width, double? Height);

/// <summary>A member of every kind: texts, numbers, enums, records that are classes and structs; each nullable and not.</summary>
[RegistryScope]
public partial class Spots
{
    public readonly record struct Key(string City, int? Floor, Zone Zone)
    {
        public bool IsOpen { get; init; }
    }

    public sealed record Value(string Role, double Load, Place? Home, Place Work, Size? Box, Size Need)
    {
        public string? Note { get; init; }

        public Guid Owner { get; init; }

        public Level? Level { get; init; }

        public long Total { get; init; }
    }
}

/// <summary>A key whose equality ignores case, and does not take null.</summary>
[RegistryScope]
public partial class Words
{
    public sealed record Key(string Text, int Number)
    {
        public bool Equals(Key? other) =>
            other is not null && Number == other.Number && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

        public override int GetHashCode() => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(Text), Number);
    }

    public sealed record Value(int Load);
}

/// <summary>A key whose constructor changes what it is given, and refuses some of it.</summary>
[RegistryScope]
public partial class Trimmed
{
    public sealed record Key
    {
        public Key(string text, int number)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number);
            Text = text.Trim();
            Number = number;
        }

        public string Text { get; }

        public int Number { get; }
    }

    public sealed record Value(int Load);
}

/// <summary>A key with a record in it.</summary>
[RegistryScope]
public partial class Plots
{
    public readonly record struct Key(Size Size, string? Name);

    public readonly record struct Value(int Load);
}

/// <summary>Records with nothing in them, nullable.</summary>
[RegistryScope(Keys = KeyMode.Unique)]
public partial class Marks
{
    public readonly record struct Key(double At, decimal Price);

    public sealed record Value(Mark? Mark, Marked? Marked);

    public sealed record Mark;

    public readonly record struct Marked(Mark Mark);
}
