namespace PgRegistry.Tests.Patterns;

/// <summary>The patterns that a clause is set on.</summary>
internal sealed record PatternPair(Spots.KeyPattern Key, Spots.ValuePattern Value)
{
    public static PatternPair Of(IEnumerable<Clause> clauses)
    {
        var patterns = new PatternPair(new(), new());
        foreach (var clause in clauses)
        {
            clause.Set(patterns);
        }

        return patterns;
    }
}

/// <summary>One thing that a random pattern asks: how it is set, and what it means, said without patterns.</summary>
internal sealed record Clause(string Text, Action<PatternPair> Set, Func<Spots.Key, Spots.Value, bool> Holds)
{
    public override string ToString() => Text;
}
