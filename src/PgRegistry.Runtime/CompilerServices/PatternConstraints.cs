using System.ComponentModel;

namespace PgRegistry.CompilerServices;

/// <summary>What generated patterns do with their constraints, of which a null one stands for null. Not for use in hand-written code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PatternConstraints
{
    /// <summary>Whether a member is as its constraint wants it.</summary>
    public static bool Allow<T>(Constraint<T>? constraint, T member) => constraint is null ? member is null : constraint.Allows(member);

    /// <summary>Whether a member that is compared by its content is as its constraint wants it.</summary>
    public static bool Allow<T>(Constraint<T>? constraint, T member, IEqualityComparer<T> comparer) => constraint is null ? member is null : constraint.Allows(member, comparer);

    /// <summary>Whether a record in a member is as its pattern wants it.</summary>
    public static bool Allow<T>(IPattern<T>? pattern, T? member)
        where T : class =>
        pattern is null ? member is null : member is null ? pattern.IsAny : pattern.Matches(member);

    /// <summary>Whether a record in a member is as its pattern wants it.</summary>
    public static bool Allow<T>(IPattern<T>? pattern, T? member)
        where T : struct =>
        pattern is null ? member is null : member is null ? pattern.IsAny : pattern.Matches(member.Value);

    /// <summary>Whether a member may be anything.</summary>
    public static bool IsAny<T>(Constraint<T>? constraint) => constraint is { IsSet: false };

    /// <summary>Whether a record in a member may be anything.</summary>
    public static bool IsAny<T>(IPattern<T>? pattern) => pattern is { IsAny: true };

    /// <summary>Whether a member may be one thing only, and which.</summary>
    public static bool IsExact<T>(Constraint<T>? constraint, out T exact)
    {
        exact = constraint is null ? default! : constraint.EqualTo;
        return constraint?.IsExact ?? default(T) is null;
    }

    /// <summary>Whether a member that is declared not to be null may be one thing only, and which.</summary>
    public static bool IsExactNotNull<T>(Constraint<T>? constraint, out T exact) => IsExact(constraint, out exact) && exact is not null;
}
