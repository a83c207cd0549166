namespace PgRegistry.Tests.Model;

/// <summary>Says what is missing and what is too much. What is compared is put into words only then.</summary>
internal static class Differences
{
    /// <summary>Both have to hold the same, each as often, in any order.</summary>
    /// <exception cref="ModelDifferenceException">They do not.</exception>
    public static void Check<T>(FormattableString what, IReadOnlyList<T> expected, IReadOnlyList<T> actual)
    {
        if (expected.SequenceEqual(actual))
        {
            return;
        }

        List<T> missing = [.. expected];
        List<T> unexpected = [];
        foreach (var item in actual)
        {
            if (!missing.Remove(item))
            {
                unexpected.Add(item);
            }
        }

        if (missing.Count + unexpected.Count > 0)
        {
            throw new ModelDifferenceException($"{what}: missing [{string.Join("; ", missing)}], unexpected [{string.Join("; ", unexpected)}]");
        }
    }

    /// <summary>Both have to be equal; of lists, all items in order.</summary>
    /// <exception cref="ModelDifferenceException">They are not.</exception>
    public static void CheckOne<T>(FormattableString what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new ModelDifferenceException($"{what}: expected {Text(expected)}, found {Text(actual)}");
        }
    }

    /// <summary>Both have to hold the same in the same order.</summary>
    /// <exception cref="ModelDifferenceException">They do not.</exception>
    public static void CheckOrder<T>(FormattableString what, IReadOnlyList<T> expected, IReadOnlyList<T> actual)
    {
        if (!expected.SequenceEqual(actual))
        {
            throw new ModelDifferenceException($"{what}: expected [{string.Join("; ", expected)}], found [{string.Join("; ", actual)}]");
        }
    }

    private static string Text<T>(T item) => item?.ToString() ?? "nothing";
}
