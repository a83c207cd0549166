using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Names for new local variables.</summary>
internal static class Names
{
    /// <summary>A name that neither the surroundings nor another fix of the document has.</summary>
    public static string Free(string name, SyntaxNode at, FixPlace place, HashSet<string> taken)
    {
        var member = at.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(node => node is not GlobalStatementSyntax) ?? at.SyntaxTree.GetRoot(place.Cancellation);
        var inside = new HashSet<string>(
            member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        var free = name;
        for (var number = 2; inside.Contains(free) || taken.Contains(free) || place.Model.LookupSymbols(at.SpanStart, name: free).Length > 0; number++)
        {
            free = name + number.ToString(CultureInfo.InvariantCulture);
        }

        taken.Add(free);
        return free;
    }
}
