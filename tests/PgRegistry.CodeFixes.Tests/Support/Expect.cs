using Microsoft.CodeAnalysis.CodeFixes;

namespace PgRegistry.CodeFixes.Tests.Support;

/// <summary>What a test expects of a fix.</summary>
internal static class Expect
{
    /// <summary>The fix of the first place that a rule finds makes this of a source, and the result compiles.</summary>
    public static async Task FixedAsync(string id, string before, string after, int choice = 0)
    {
        using var project = new ProjectUnderFix(before);
        await project.ApplyAsync(id, choice);
        Assert.Equal(after.ReplaceLineEndings("\n"), project.Text());
        await project.CompilesAsync();
    }

    /// <summary>Nothing is offered for what a rule finds.</summary>
    public static async Task NothingOfferedAsync(string id, string source)
    {
        using var project = new ProjectUnderFix(source);
        Assert.Empty(await project.OfferedAsync(id));
    }

    /// <summary>Two places in each of two documents are fixed together: in the document, and in the project.</summary>
    public static async Task AllFixedAsync(string id, Func<int, string> source, int choice = 0)
    {
        string[] Sources() => [source(1) + "\n" + source(2) + "\n", source(3) + "\n" + source(4) + "\n"];

        using var document = new ProjectUnderFix(Sources());
        var places = (await document.FindAsync(id)).Count;
        Assert.True(places >= 4, $"{places} places");
        await document.ApplyToAllAsync(id, FixAllScope.Document, choice);
        Assert.Equal(places / 2, (await document.FindAsync(id)).Count);
        Assert.Equal(Sources()[1], document.Text(1));

        using var project = new ProjectUnderFix(Sources());
        await project.ApplyToAllAsync(id, FixAllScope.Project, choice);
        Assert.Empty(await project.FindAsync(id));
        await project.CompilesAsync();
    }
}
