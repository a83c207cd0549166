namespace PgRegistry.Gate;

/// <summary>One side of a row. Runs in a process of its own.</summary>
internal delegate Task<Sample> Side(Effort effort, Random random);

/// <summary>Two ways to do the same work and how they must compare, or one and what it must not exceed.</summary>
internal sealed class Row
{
    public required string Name { get; init; }

    /// <summary>What is measured, in words.</summary>
    public required string Subject { get; init; }

    public required string Unit { get; init; }

    public required Side Measured { get; init; }

    /// <summary>Null when there is nothing to compare with: then the figure itself has a limit or a floor.</summary>
    public Side? Baseline { get; init; }

    /// <summary>What the measured side is divided by.</summary>
    public string BaselineName { get; init; } = "";

    /// <summary>The ratio measured ÷ baseline must not be above it.</summary>
    public double? Target { get; init; }

    /// <summary>The ratio measured ÷ baseline, or without a baseline the measured figure, must not be below it: for rates.</summary>
    public double? Floor { get; init; }

    /// <summary>The measured figure itself must not be above it.</summary>
    public double? Limit { get; init; }

    /// <summary>Allocated bytes for an operation of the measured side; null when any number will do.</summary>
    public double? MaxAllocated { get; init; }

    /// <summary>Bytes and the like, which depend neither on the machine nor on how busy it is: few repetitions do, and no control.</summary>
    public bool IsExact { get; init; }

    /// <summary>Takes so long that there are fewer pairs at most.</summary>
    public bool IsLong { get; init; }

    /// <summary>Shown with its target, if there is one, but no reason to fail.</summary>
    public bool IsInformation { get; init; }

    public bool HasControl => Baseline is not null && !IsExact;

    public string TargetText => this switch
    {
        { Limit: { } limit } => Text($"≤ {limit} {Unit}"),
        { Target: { } target } => Text($"≤ {target} ×"),
        { Floor: { } floor } => Text($"≥ {floor} ×"),
        _ => "none",
    };

    private static string Text(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
