using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace PgRegistry;

/// <summary>
/// What a key or a value has to be like, as data: the generated <c>KeyPattern</c> and <c>ValuePattern</c> of a scope implement it.
/// </summary>
/// <remarks>Set a pattern up first and use it then: it may be read from several threads, as long as nobody changes it.</remarks>
public interface IPattern<T>
{
    /// <summary>Whether nothing is constrained, so that anything matches, null too.</summary>
    bool IsAny => false;

    /// <summary>What an index of the scope can narrow it down to, if anything; for generated patterns.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    IndexProbe? Probe => null;

    /// <summary>Whether something is as the pattern wants it. O(constraints); allocates nothing.</summary>
    bool Matches(T candidate);

    /// <summary>Hands out the only thing that can match, when the constraints leave no more than one: it is looked up then, instead of searched for.</summary>
    bool TryGetExact([MaybeNullWhen(false)] out T exact)
    {
        exact = default;
        return false;
    }
}
