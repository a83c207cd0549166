namespace PgRegistry.Network.Orchestration;

/// <summary>Something did not happen as it should; the message says what.</summary>
internal sealed class SuiteException(string message) : Exception(message);
