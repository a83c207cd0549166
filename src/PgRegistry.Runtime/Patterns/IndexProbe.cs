using System.ComponentModel;

namespace PgRegistry;

/// <summary>What a pattern says of an indexed member: that it is one of a few values, so that others need not be looked at. Not for use in hand-written code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class IndexProbe
{
    private protected IndexProbe()
    {
    }

    /// <summary>What a constraint leaves of an index; null when that may be anything.</summary>
    public static IndexProbe? Of<TMember>(int index, Constraint<TMember>? constraint) =>
        constraint is null ? new IndexProbe<TMember>(index, [default!])
        : constraint.Candidates is { } members ? new IndexProbe<TMember>(index, members)
        : null;

    internal abstract TResult Read<TResult>(IIndexReader<TResult> reader);
}

/// <summary>Looks up what a probe has found; knows the scope, as the probe knows the type of the member.</summary>
internal interface IIndexReader<TResult>
{
    TResult Read<TMember>(int index, TMember[] members);
}

/// <inheritdoc/>
internal sealed class IndexProbe<TMember>(int index, TMember[] members) : IndexProbe
{
    internal override TResult Read<TResult>(IIndexReader<TResult> reader) => reader.Read(index, members);
}
