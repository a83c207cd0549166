namespace PgRegistry.Tests.Concurrency;

/// <summary>Values say who wrote them and in which of his operations: no two operations write the same.</summary>
[RegistryScope(Name = "stamped")]
public partial class Stamped
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Writer, long Operation);

    public sealed record Message(int Sender, int Number);
}

[RegistryScope(Name = "claims", Keys = KeyMode.Unique)]
public partial class Claims
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Claimant);
}
