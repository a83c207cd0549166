namespace PgRegistry.Fuzz.Mutation;

/// <summary>Words for drawing.</summary>
internal static class Rng
{
    public static T Of<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool OneIn(this Random random, int times) => random.Next(times) == 0;

    /// <summary>Small numbers more often than large ones, up to a bound.</summary>
    public static int Few(this Random random, int most) => Math.Min(most, 1 + (int)(-Math.Log(1 - random.NextDouble()) * 1.5));
}
