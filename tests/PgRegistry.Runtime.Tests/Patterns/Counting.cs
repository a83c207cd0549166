namespace PgRegistry.Tests.Patterns;

/// <summary>Another pattern, and how often it was asked.</summary>
internal sealed class Counting<T>(IPattern<T> pattern) : IPattern<T>
{
    public int Asked { get; private set; }

    public bool IsAny => pattern.IsAny;

    public IndexProbe? Probe => pattern.Probe;

    public bool Matches(T candidate)
    {
        Asked++;
        return pattern.Matches(candidate);
    }

    public bool TryGetExact([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T exact) => pattern.TryGetExact(out exact);
}
