namespace PgRegistry.Tests.Patterns;

/// <summary>Draws what can be set on a constraint, each property at most once, and says in plain code what it means.</summary>
internal static class RandomConstraint
{
    public static IEnumerable<(string Text, Action<Constraint<T>> Set, Func<T, bool> Holds)> Draw<T>(Random random, Constraint<T> sample, Func<Random, T> draw)
    {
        var ways = new List<Func<(string, Action<Constraint<T>>, Func<T, bool>)>>
        {
            () => Of("EqualTo", draw(random), (it, drawn) => it.EqualTo = drawn, (member, drawn) => Equals(member, drawn)),
            () => Of("Not", draw(random), (it, drawn) => it.Not = drawn, (member, drawn) => !Equals(member, drawn)),
            () => OneOf([.. Enumerable.Range(0, random.Next(4)).Select(_ => draw(random))]),
        };
        if (sample is RangeConstraint<T>)
        {
            ways.Add(() => Bound("AtLeast", (it, bound) => it.AtLeast = bound!, sign => sign >= 0));
            ways.Add(() => Bound("AtMost", (it, bound) => it.AtMost = bound!, sign => sign <= 0));
            ways.Add(() => Bound("Above", (it, bound) => it.Above = bound!, sign => sign > 0));
            ways.Add(() => Bound("Below", (it, bound) => it.Below = bound!, sign => sign < 0));
        }

        if (sample is TextConstraint)
        {
            ways.Add(() => Part("StartsWith", (it, part) => it.StartsWith = part, (text, part) => text.StartsWith(part, StringComparison.Ordinal)));
            ways.Add(() => Part("EndsWith", (it, part) => it.EndsWith = part, (text, part) => text.EndsWith(part, StringComparison.Ordinal)));
            ways.Add(() => Part("Contains", (it, part) => it.Contains = part, (text, part) => text.Contains(part, StringComparison.Ordinal)));
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ways));
        return ways.Take(1 + random.Next(2)).Select(way => way());

        (string, Action<Constraint<T>>, Func<T, bool>) OneOf(T[] values) =>
            ($"OneOf = [{string.Join(", ", values)}]", it => it.OneOf = values, member => values.Any(value => Equals(value, member)));

        (string, Action<Constraint<T>>, Func<T, bool>) Bound(string name, Action<RangeConstraint<T>, T> set, Func<int, bool> fits)
        {
            var bound = draw(random);
            while (!HasPlace(bound))
            {
                bound = draw(random);
            }

            return Of(name, bound, (it, drawn) => set((RangeConstraint<T>)it, drawn), (member, drawn) => HasPlace(member) && fits(Compare(member, drawn)));
        }

        (string, Action<Constraint<T>>, Func<T, bool>) Part(string name, Action<TextConstraint, string> set, Func<string, string, bool> fits)
        {
            var part = RandomSpots.Text(random);
            return ($"{name} = {part}", it => set((TextConstraint)(object)it, part), member => member is string text && fits(text, part));
        }
    }

    private static (string, Action<Constraint<T>>, Func<T, bool>) Of<T>(string name, T drawn, Action<Constraint<T>, T> set, Func<T, T, bool> holds) =>
        ($"{name} = {drawn?.ToString() ?? "null"}", it => set(it, drawn), member => holds(member, drawn));

    private static bool HasPlace<T>(T value) => value is not null && value is not double.NaN;

    private static int Compare<T>(T one, T other) =>
        one is string text ? string.CompareOrdinal(text, other as string) : ((IComparable)one!).CompareTo(other);
}
