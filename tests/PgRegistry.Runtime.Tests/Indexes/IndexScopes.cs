namespace PgRegistry.Tests.Indexes;

[RegistryScope]
public partial class Players
{
    public readonly record struct Key(string Room);

    public sealed record Value([Index] string Role, int Score, [Index] Team? Team = null)
    {
        [Index]
        public string? Guild { get; init; }

        /// <summary>Computed from another member.</summary>
        [Index]
        public int Level => Score < 0 ? throw new InvalidOperationException("no level below zero") : Score / 10;
    }
}

public enum Team
{
    Red,
    Blue,
}
