namespace PgRegistry.Gate;

/// <summary>A side of a row could not be measured.</summary>
internal sealed class ChildFailedException(string message) : Exception(message);
