using PgRegistry.Replication;

namespace PgRegistry.Analyzers;

/// <summary>How a scope's schema breaks with the committed one.</summary>
/// <param name="Path">Where.</param>
/// <param name="FormerName">What the member there may have been called before; null when it was not renamed.</param>
/// <param name="Text">What has changed.</param>
/// <param name="Advice">What to do.</param>
internal sealed record SchemaBreak(string Path, string? FormerName, string Text, string Advice)
{
    private const string Add = "add members behind the others, with defaults";

    /// <summary>What is not shared.</summary>
    public string Shared => Path.StartsWith("message", StringComparison.Ordinal) ? "the messages of the scope" : "the scope";

    public static SchemaBreak Of(SchemaDifference difference, string schema)
    {
        var (now, before) = (difference.Mine, difference.Theirs);
        switch (difference.Kind)
        {
            case SchemaDifferenceKind.Retyped:
                return new(now.Path, null, $"'{now.Path}' was {before.Type} and is {now.Type}", "keep it as it was, and add another member behind the others, with a default");
            case SchemaDifferenceKind.OnlyMine:
                return new(now.Path, null, $"'{now.Path}' is new and has no default", "give it a default, which entries of nodes that do not have it get");
            case SchemaDifferenceKind.OnlyTheirs:
                return new(before.Path, null, $"'{before.Path}' is gone", "bring it back, or mark a renamed one with [WireName]");
        }

        var former = before.Path.Substring(before.Path.LastIndexOf('.') + 1);
        var isRename = now.Type == before.Type && !Has(schema, before.Path);
        return new(
            now.Path,
            isRename ? former : null,
            $"'{now.Path}' ({now.Type}) stands where '{before.Path}' ({before.Type}) was",
            isRename ? $"mark a renamed one with [WireName(\"{former}\")], and {Add}" : $"keep the order of the members, and {Add}");
    }

    private static bool Has(string schema, string path) => schema.Split('\n').Any(line => line.Split(' ')[0] == path);
}
