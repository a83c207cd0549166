namespace PgRegistry.Network.Scenarios;

/// <summary>How long it took until everybody knew of the fault, and until all views were right again after it; null where there is nothing of the kind.</summary>
internal sealed record Outcome(TimeSpan? Detected, TimeSpan? Healed, string Note = "");
