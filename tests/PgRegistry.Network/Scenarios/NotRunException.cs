namespace PgRegistry.Network.Scenarios;

/// <summary>This cannot be tried here; the message says why.</summary>
internal sealed class NotRunException(string message) : Exception(message);
