using System.Diagnostics.CodeAnalysis;

namespace PgRegistry;

/// <summary>What a text has to be like. Everything is compared ordinally, by the texts' code units: case matters, cultures do not.</summary>
public sealed class TextConstraint : RangeConstraint<string?>
{
    private string? _startsWith;
    private string? _endsWith;
    private string? _contains;

    /// <summary>The text begins with this; null when it is not set.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    [DisallowNull]
    public string? StartsWith
    {
        get => _startsWith;
        set => _startsWith = NotNull(value, nameof(StartsWith));
    }

    /// <summary>The text ends with this; null when it is not set.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    [DisallowNull]
    public string? EndsWith
    {
        get => _endsWith;
        set => _endsWith = NotNull(value, nameof(EndsWith));
    }

    /// <summary>The text has this in it; null when it is not set.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    [DisallowNull]
    public string? Contains
    {
        get => _contains;
        set => _contains = NotNull(value, nameof(Contains));
    }

    private protected override bool HasMore => _startsWith is not null || _endsWith is not null || _contains is not null || base.HasMore;

    /// <summary>A constraint that only this text meets.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The alternate is EqualTo.")]
    public static implicit operator TextConstraint(string? equalTo) => new() { EqualTo = equalTo };

    private protected override bool AllowsMore(string? member) =>
        (_startsWith is null || member?.StartsWith(_startsWith, StringComparison.Ordinal) == true)
        && (_endsWith is null || member?.EndsWith(_endsWith, StringComparison.Ordinal) == true)
        && (_contains is null || member?.Contains(_contains, StringComparison.Ordinal) == true)
        && base.AllowsMore(member);

    private protected override int Compare(string? one, string? other) => string.CompareOrdinal(one, other);

    private static string NotNull(string? value, string name) =>
        value ?? throw new ArgumentNullException(nameof(value), $"{name} is null; to match null, assign null to the member itself.");
}
