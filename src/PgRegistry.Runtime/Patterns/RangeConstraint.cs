using System.Diagnostics.CodeAnalysis;

namespace PgRegistry;

/// <summary>What a member that has an order has to be like, such as <c>Load = { AtLeast = 3, Below = 10 }</c>.</summary>
/// <remarks>A member that is null, or not a number, is in no range; to match null write <c>Load = null</c>.</remarks>
public class RangeConstraint<T> : Constraint<T>
{
    private static readonly bool s_mayBeNoNumber = Least() is not null;
    private static readonly T s_least = Least() is T least ? least : default!;

    private Bound? _from;
    private Bound? _to;
    private Bound? _above;
    private Bound? _below;

    /// <summary>The member is this or more; reads as the type's default when it is not set.</summary>
    /// <exception cref="ArgumentException">The bound is null or not a number, which have no place in the order.</exception>
    [DisallowNull]
    public T AtLeast
    {
        get => ValueOf(_from);
        set => _from = new Bound(value, nameof(AtLeast));
    }

    /// <summary>The member is this or less; reads as the type's default when it is not set.</summary>
    /// <exception cref="ArgumentException">The bound is null or not a number, which have no place in the order.</exception>
    [DisallowNull]
    public T AtMost
    {
        get => ValueOf(_to);
        set => _to = new Bound(value, nameof(AtMost));
    }

    /// <summary>The member is more than this; reads as the type's default when it is not set.</summary>
    /// <exception cref="ArgumentException">The bound is null or not a number, which have no place in the order.</exception>
    [DisallowNull]
    public T Above
    {
        get => ValueOf(_above);
        set => _above = new Bound(value, nameof(Above));
    }

    /// <summary>The member is less than this; reads as the type's default when it is not set.</summary>
    /// <exception cref="ArgumentException">The bound is null or not a number, which have no place in the order.</exception>
    [DisallowNull]
    public T Below
    {
        get => ValueOf(_below);
        set => _below = new Bound(value, nameof(Below));
    }

    private protected override bool HasMore => _from is not null || _to is not null || _above is not null || _below is not null;

    /// <summary>A constraint that only this value meets.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The alternate is EqualTo.")]
    public static implicit operator RangeConstraint<T>(T equalTo) => new() { EqualTo = equalTo };

    private protected override bool AllowsMore(T member) =>
        !HasMore
        || (!HasNoPlace(member)
            && (_from is null || Compare(member, _from.Value) >= 0)
            && (_to is null || Compare(member, _to.Value) <= 0)
            && (_above is null || Compare(member, _above.Value) > 0)
            && (_below is null || Compare(member, _below.Value) < 0));

    private protected virtual int Compare(T one, T other) => Comparer<T>.Default.Compare(one, other);

    // Compared and not taken apart: asking a nullable whether it is a double would box it.
    private static bool HasNoPlace(T value) => value is null || (s_mayBeNoNumber && Comparer<T>.Default.Compare(value, s_least) < 0);

    /// <summary>The least of a floating-point type: what is not a number comes before it. Null for other types.</summary>
    private static object? Least()
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return type == typeof(double) ? double.NegativeInfinity
            : type == typeof(float) ? float.NegativeInfinity
            : type == typeof(Half) ? Half.NegativeInfinity
            : null;
    }

    private static T ValueOf(Bound? bound) => bound is null ? default! : bound.Value;

    private sealed class Bound
    {
        public readonly T Value;

        public Bound(T value, string name)
        {
            if (HasNoPlace(value))
            {
                throw new ArgumentException($"{name} is {(value is null ? "null" : "not a number")}, which has no place in the order; to match it, assign it to the member itself.", nameof(value));
            }

            Value = value;
        }
    }
}
