namespace PgRegistry.Gate;

/// <summary>What one child process found out on one side of a row.</summary>
/// <param name="Figure">In the unit of the row.</param>
/// <param name="Allocated">Bytes that the measuring thread allocated for an operation.</param>
/// <param name="Collections">Garbage collections while it measured.</param>
internal sealed record Sample(double Figure, double Allocated = 0, int Collections = 0)
{
    /// <summary>What belongs beside the figure, by name: shown, and judged by nobody.</summary>
    public Dictionary<string, double> Notes { get; init; } = [];
}
