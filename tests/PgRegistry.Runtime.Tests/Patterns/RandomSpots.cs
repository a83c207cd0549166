namespace PgRegistry.Tests.Patterns;

/// <summary>Draws keys and values of spots from few possibilities, so that patterns drawn from the same meet them.</summary>
internal static class RandomSpots
{
    private static readonly string[] s_texts = ["", "a", "ab", "abc", "b", "B"];
    private static readonly double[] s_numbers = [double.NaN, double.NegativeInfinity, -1, -0.0, 0, 2.5];
    private static readonly Level[] s_levels = [Level.Low, Level.None, Level.High];
    private static readonly Zone[] s_zones = [Zone.None, Zone.East, Zone.Top];
    private static readonly Guid[] s_owners = [Guid.Empty, Guid.AllBitsSet];

    public static string Text(Random random) => Of(random, s_texts);

    public static double Number(Random random) => Of(random, s_numbers);

    public static int Whole(Random random) => random.Next(-1, 3);

    public static Level SomeLevel(Random random) => Of(random, s_levels);

    public static Zone SomeZone(Random random) => Of(random, s_zones);

    public static Guid Owner(Random random) => Of(random, s_owners);

    public static bool Flag(Random random) => random.Next(2) == 0;

    public static Size Size(Random random) => new(Whole(random), OrNull(random, Number));

    public static Place Place(Random random) => new(Text(random), OrNull(random, Size));

    public static T? OrNull<T>(Random random, Func<Random, T> draw)
        where T : struct =>
        random.Next(3) == 0 ? null : draw(random);

    public static Spots.Key Key(Random random) => new(random.Next(2) == 0 ? "a" : "B", random.Next(3) == 0 ? null : 1, random.Next(2) == 0 ? Zone.East : Zone.Top) { IsOpen = random.Next(4) == 0 };

    public static Spots.Value Value(Random random) =>
        new(Text(random), Number(random), random.Next(3) == 0 ? null : Place(random), Place(random), OrNull(random, Size), Size(random))
        {
            Note = random.Next(3) == 0 ? null : Text(random),
            Owner = Owner(random),
            Level = OrNull(random, SomeLevel),
            Total = Whole(random),
        };

    private static T Of<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
