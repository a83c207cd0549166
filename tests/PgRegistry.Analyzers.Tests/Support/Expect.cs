namespace PgRegistry.Analyzers.Tests.Support;

/// <summary>What a test expects of an analysis.</summary>
internal static class Expect
{
    /// <summary>Exactly one diagnostic, of this rule and at this text, whose message mentions something.</summary>
    public static async Task OneAsync(string id, string at, string mentions, string source)
    {
        var found = Assert.Single(await Analysis.FindAsync(source));
        Assert.StartsWith($"{id} '{at}': ", found, StringComparison.Ordinal);
        Assert.Contains(mentions, found, StringComparison.Ordinal);
    }

    public static async Task NothingAsync(string source) => Assert.Empty(await Analysis.FindAsync(source));
}
