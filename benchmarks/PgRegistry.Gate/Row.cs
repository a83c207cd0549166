namespace PgRegistry.Gate;

/// <summary>What one child process found out on one side of a row.</summary>
/// <param name="Figure">Nanoseconds for an operation, or bytes for an entry.</param>
/// <param name="Allocated">Bytes that the measuring thread allocated for an operation.</param>
/// <param name="Collections">Garbage collections while it measured.</param>
internal sealed record Sample(double Figure, double Allocated, int Collections);

/// <summary>One side of a row. Runs in a process of its own.</summary>
internal delegate Task<Sample> Side(Effort effort, Random random);

/// <summary>Two ways to do the same work, and how they must compare.</summary>
internal sealed class Row
{
    public required string Name { get; init; }

    public required string Unit { get; init; }

    /// <summary>What the measured side is divided by.</summary>
    public required string BaselineName { get; init; }

    public required Side Baseline { get; init; }

    public required Side Measured { get; init; }

    /// <summary>The ratio measured ÷ baseline must not be above it; null for rows that are limited otherwise.</summary>
    public double? Target { get; init; }

    /// <summary>The measured figure itself must not be above it: for bytes, which do not depend on the machine.</summary>
    public double? Limit { get; init; }

    /// <summary>Allocated bytes for an operation of the measured side; null when any number will do.</summary>
    public double? MaxAllocated { get; init; }

    /// <summary>Shown with its target, but no reason to fail.</summary>
    public bool IsInformation { get; init; }
}
