using System.Text;

namespace PgRegistry.Replication;

/// <summary>
/// The schema of a scope as text, one line a member: <c>key.Queue string</c>, <c>value.Load int32</c>, <c>message.Text string</c>; for a
/// message that is a union, one line a member of each case: <c>message:Said.Text string</c>.
/// </summary>
internal static class SchemaText
{
    /// <summary>64 bits of FNV-1a over the UTF-8 form.</summary>
    public static ulong Fingerprint(string schema)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(schema))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>Says in which member of key or value two schemas differ so that their scope cannot be shared; null when it can.</summary>
    public static string? Difference(string mine, string theirs) =>
        Describe(SchemaComparison.Find("key", mine, theirs) ?? SchemaComparison.Find("value", mine, theirs));

    /// <summary>Says in which member messages differ so that they cannot be exchanged; null when they can.</summary>
    public static string? MessageDifference(string mine, string theirs) => Describe(SchemaComparison.Find("message", mine, theirs));

    /// <summary>Says which cases of the message one side does not know, so that they are dropped where they arrive; null when there are none.</summary>
    public static string? UnknownCases(string mine, string theirs)
    {
        var (here, there) = (SchemaComparison.CasesOnlyIn(theirs, mine), SchemaComparison.CasesOnlyIn(mine, theirs));
        return (here.Count, there.Count) switch
        {
            (0, 0) => null,
            (_, 0) => $"{Names(here)} is not known here",
            (0, _) => $"{Names(there)} is not known there",
            _ => $"{Names(here)} is not known here and {Names(there)} is not known there",
        };
    }

    private static string? Describe(SchemaDifference? difference) => difference switch
    {
        null => null,
        { Kind: SchemaDifferenceKind.Retyped, Mine: var mine, Theirs: var theirs } => $"{PathOf(mine)} is {TypeOf(mine)} here and {TypeOf(theirs)} there",
        { Kind: SchemaDifferenceKind.Moved, Mine: var mine, Theirs: var theirs } => $"where {Both(mine)} is here, {Both(theirs)} is there",
        { Kind: SchemaDifferenceKind.OnlyMine, Mine: var mine } => $"it does not have {Both(mine)}, which has no default",
        { Theirs: var theirs } => $"its {Both(theirs)} is not known here, and has no default",
    };

    private static string Names(IReadOnlyList<string> cases) => Printable.Of(string.Join(", ", cases));

    private static string Both(SchemaMember member) => $"{PathOf(member)} ({TypeOf(member)})";

    private static string PathOf(SchemaMember member) => Printable.Of(member.Path);

    private static string TypeOf(SchemaMember member) => Printable.Of(member.Type);
}
