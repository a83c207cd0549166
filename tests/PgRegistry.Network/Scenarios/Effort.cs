namespace PgRegistry.Network.Scenarios;

/// <summary>How much of everything.</summary>
internal sealed record Effort(int Hosts, int Entries, int Changes, int Kills, bool KillsOthers, TimeSpan Load, int ChurnPerSecond, TimeSpan Stop, TimeSpan Starve)
{
    public static Effort Full { get; } = new(5, 2000, 500, 6, true, TimeSpan.FromSeconds(10), 500, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    public static Effort Short { get; } = new(4, 200, 50, 2, false, TimeSpan.FromSeconds(2), 200, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
}
