namespace PgRegistry.Conformance.Traces;

/// <summary>What one call of the library answered, and what the recording says to it.</summary>
/// <param name="Subject">Which call it was, since some operations are called in several forms.</param>
/// <param name="Expected">What was recorded.</param>
/// <param name="Found">What the library answered, written as recordings write it.</param>
internal sealed record Answer(string Subject, object? Expected, object? Found)
{
    /// <summary>The only call of an operation.</summary>
    public static Answer Of(Step step, object? found) => new("result", step.Result, found);
}
