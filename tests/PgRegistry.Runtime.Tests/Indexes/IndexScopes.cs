namespace PgRegistry.Tests.Indexes;

[RegistryScope]
public partial class Players
{
    public readonly record struct Key(string Room);

    public sealed record Value([Index] string Role, int Score, [Index] Team? Team = null)
    {
        [Index]
        public string? Guild { get; init; }
    }
}

public enum Team
{
    Red,
    Blue,
}
