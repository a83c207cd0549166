namespace PgRegistry.Tests.Patterns;

/// <summary>Short ways to set up constraints and to ask them.</summary>
internal static class Constraints
{
    public static void Check<T>(Constraint<T> constraint, T[] allowed, T[] refused)
    {
        Assert.All(allowed, member => Assert.True(constraint.Allows(member), $"{member?.ToString() ?? "null"} should be allowed"));
        Assert.All(refused, member => Assert.False(constraint.Allows(member), $"{member?.ToString() ?? "null"} should be refused"));
    }

    /// <summary>Sets more, after what the initializer set.</summary>
    public static T Then<T>(this T constraint, Action<T> set)
    {
        set(constraint);
        return constraint;
    }
}
