using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>What the schema calls members and cases: their own names, or the former ones that they are marked with.</summary>
internal static class WireNames
{
    public static string Of(ISymbol symbol) =>
        MemberAttributes.Find(symbol, "WireNameAttribute") is { } attribute ? attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "" : symbol.Name;

    /// <summary>Says what is wrong with the names of a record's members, or of a message's cases; null when nothing is.</summary>
    public static string? ProblemWith(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c == '_' || (c > '\x7f' && !char.IsWhiteSpace(c) && !char.IsControl(c))))
            {
                return $"has the [WireName(\"{name}\")], and such a name has letters, digits and underscores only";
            }

            if (!seen.Add(name))
            {
                return $"calls two things '{name}' on the wire; give each a [WireName] of its own";
            }
        }

        return null;
    }
}
