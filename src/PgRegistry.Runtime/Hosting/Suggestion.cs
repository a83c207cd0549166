namespace PgRegistry.Hosting;

/// <summary>Guesses which name a misspelt one stands for.</summary>
internal static class Suggestion
{
    /// <summary>The nearest name, or null when none is near: more than every third letter would have to change.</summary>
    public static string? For(string misspelt, IReadOnlyCollection<string> names)
    {
        var nearest = names.Select(name => (Name: name, Distance: Distance(misspelt, name))).OrderBy(near => near.Distance).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, misspelt.Length / 3) ? nearest.Name : null;
    }

    /// <summary>How many letters have to be put in, taken out or changed, capitals aside.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
