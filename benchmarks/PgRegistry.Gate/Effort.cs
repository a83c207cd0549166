namespace PgRegistry.Gate;

/// <summary>How long to measure.</summary>
internal sealed record Effort(TimeSpan WarmUp, TimeSpan Measured, int Repeats, int MinPairs, int MaxPairs)
{
    /// <summary>The warm-up covers both steps of tiered compilation: 30 calls each, and the 100 ms of quiet that the runtime waits for.</summary>
    public static readonly Effort Full = new(TimeSpan.FromMilliseconds(900), TimeSpan.FromMilliseconds(500), 7, 9, 31);

    /// <summary>For a first impression; its intervals are wide.</summary>
    public static readonly Effort Quick = new(TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(200), 3, 6, 6);
}
