using System.Diagnostics.CodeAnalysis;

namespace PgRegistry;

/// <summary>
/// What one member has to be like. What is not set may be anything; all that is set has to hold. A plain value stands for equality, and
/// <c>null</c> for null: <c>new() { Role = "primary", Note = null, Queue = { Not = "mail" } }</c>.
/// </summary>
/// <remarks>Made beforehand in every pattern; where a key is no record, the pattern of the key itself. Set it up first and use it then: reading from several threads is safe while nobody changes it.</remarks>
public class Constraint<T> : IPattern<T>
{
    private T _equalTo = default!;
    private T _not = default!;
    private T[]? _oneOf;
    private bool _hasEqualTo;
    private bool _hasNot;

    /// <summary>The member is equal to this; null: it is null.</summary>
    public T EqualTo
    {
        get => _equalTo;
        set => (_equalTo, _hasEqualTo) = (value, true);
    }

    /// <summary>The member is not equal to this; null: it is not null.</summary>
    public T Not
    {
        get => _not;
        set => (_not, _hasNot) = (value, true);
    }

    /// <summary>The member is equal to one of these, which are copied. None: nothing matches. Reads as empty when it is not set.</summary>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public IReadOnlyList<T> OneOf
    {
        get => _oneOf ?? [];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _oneOf = [.. value];
        }
    }

    /// <summary>Whether nothing but <see cref="EqualTo"/> is set.</summary>
    internal bool IsExact => _hasEqualTo && !_hasNot && _oneOf is null && !HasMore;

    /// <summary>The only values that can be allowed, each once; null when there may be others.</summary>
    internal T[]? Candidates => _hasEqualTo ? [_equalTo] : _oneOf?.Distinct().ToArray();

    /// <summary>Whether anything is set at all.</summary>
    internal bool IsSet => _hasEqualTo || _hasNot || _oneOf is not null || HasMore;

    /// <summary>Whether a derived constraint has more that is set.</summary>
    private protected virtual bool HasMore => false;

    /// <summary>Whether a member is as it has to be. O(what is set); allocates nothing.</summary>
    public bool Allows(T member) =>
        (!_hasEqualTo || AreEqual(_equalTo, member))
        && (!_hasNot || !AreEqual(_not, member))
        && (_oneOf is null || IsOneOf(_oneOf, member))
        && AllowsMore(member);

    /// <summary>The same by another equality, for types whose own is by reference.</summary>
    internal bool Allows(T member, IEqualityComparer<T> comparer) =>
        (!_hasEqualTo || comparer.Equals(_equalTo, member))
        && (!_hasNot || !comparer.Equals(_not, member))
        && (_oneOf is null || Array.Exists(_oneOf, value => comparer.Equals(value, member)))
        && AllowsMore(member);

    /// <summary>A constraint that only this value meets.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The alternate is EqualTo.")]
    public static implicit operator Constraint<T>(T equalTo) => new() { EqualTo = equalTo };

    bool IPattern<T>.IsAny => !IsSet;

    bool IPattern<T>.Matches(T candidate) => Allows(candidate);

    bool IPattern<T>.TryGetExact([MaybeNullWhen(false)] out T exact)
    {
        exact = _equalTo;
        return IsExact && exact is not null;
    }

    private protected virtual bool AllowsMore(T member) => true;

    private static bool IsOneOf(T[] values, T member)
    {
        foreach (var value in values)
        {
            if (AreEqual(value, member))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreEqual(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);
}
