using System.ComponentModel;
using PgRegistry.Store;

namespace PgRegistry.CompilerServices;

/// <summary>A member of a scope's values that entries are looked up by. Not for use in hand-written code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ScopeIndex<TKey, TValue>
    where TKey : notnull
{
    private protected ScopeIndex()
    {
    }

    internal abstract ValueIndex<TKey, TValue> Make();
}

/// <inheritdoc/>
/// <param name="memberOf">Reads the member.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScopeIndex<TKey, TValue, TMember>(Func<TValue, TMember> memberOf) : ScopeIndex<TKey, TValue>
    where TKey : notnull
{
    internal override ValueIndex<TKey, TValue> Make() => new ValueIndex<TKey, TValue, TMember>(MemberOf);

    // A member may be computed by its author's code, and what that throws must not stop the store in the middle of a change.
    private TMember MemberOf(TValue value)
    {
        try
        {
            return memberOf(value);
        }
        catch (Exception)
        {
            return default!;
        }
    }
}
