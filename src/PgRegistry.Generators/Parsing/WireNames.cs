using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>What the schema calls members and cases: their own names, or the former ones that they are marked with.</summary>
internal static class WireNames
{
    public static string Of(ISymbol symbol) =>
        MemberAttributes.Find(symbol, "WireNameAttribute") is { } attribute ? attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "" : symbol.Name;

    /// <summary>Says what is wrong with the names of a record's members; null when nothing is.</summary>
    public static string? ProblemWith(IReadOnlyCollection<string> names) => ProblemWithEach(names) ?? ProblemWithSame(names);

    /// <summary>Says what is wrong with the names of a message's cases, and of what they are nested in; null when nothing is.</summary>
    public static string? ProblemWith(IEnumerable<MessageCase> cases, INamedTypeSymbol message) =>
        ProblemWithEach(cases.SelectMany(item => NamesIn(item.Type, message))) ?? ProblemWithSame(cases.Select(item => item.Path));

    private static IEnumerable<string> NamesIn(INamedTypeSymbol type, INamedTypeSymbol message)
    {
        yield return Of(type);
        for (var container = type; !ScopeParts.Same(container, message) && !ScopeParts.Same(container.ContainingType, message); container = container.ContainingType)
        {
            yield return Of(container.ContainingType);
        }
    }

    private static string? ProblemWithEach(IEnumerable<string> names) =>
        names.FirstOrDefault(name => name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c == '_' || (c > '\x7f' && !char.IsWhiteSpace(c) && !char.IsControl(c)))) is { } name
            ? $"has the [WireName(\"{name}\")], and such a name has letters, digits and underscores only"
            : null;

    private static string? ProblemWithSame(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice
            ? $"calls two things '{twice.Key}' on the wire; give each a [WireName] of its own"
            : null;
}
