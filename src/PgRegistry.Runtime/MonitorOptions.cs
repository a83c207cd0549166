namespace PgRegistry;

/// <summary>How a monitor is fed.</summary>
public sealed record MonitorOptions
{
    /// <summary>
    /// How many changes may wait to be read. A subscriber that is further behind gets one <see cref="ChangeKind.Resynced"/> with a
    /// fresh snapshot in their place. At least 1. Default: 65,536.
    /// </summary>
    public int Capacity { get; init; } = 65536;
}
