using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.Generators.Caching;

/// <summary>A declaration of a type that stands in no other, by syntax alone: what others can see of it, and the names it is made of.</summary>
internal sealed class TypeOutline(SyntaxNode declaration, string space, string usings)
{
    private (object Text, string[] Words)? _content;

    public SyntaxNode Declaration => declaration;

    /// <summary>
    /// Equal for declarations that say the same to others: all but comments and what stands in bodies. Where a file has directives, which mean
    /// something to all that follows them, it is only equal to itself.
    /// </summary>
    public object Text => Content.Text;

    /// <summary>All names in it and in the usings above it, but for those in bodies.</summary>
    public string[] Words => Content.Words;

    // Found when somebody depends on it; most declarations of a project are nobody's key or value.
    private (object Text, string[] Words) Content => _content ??= Read();

    private (object Text, string[] Words) Read()
    {
        var text = new StringBuilder(usings).Append('\n').Append(space).Append('\n');
        var words = new HashSet<string>(SyntaxFactory.ParseTokens(usings).Where(IsWord).Select(token => token.ValueText), StringComparer.Ordinal);
        foreach (var part in declaration.DescendantNodesAndTokens(static inner => !IsBody(inner)))
        {
            if (part.AsNode() is { } node)
            {
                // Whether a body does anything is seen from outside: a record that runs its author's code is treated with more care.
                text.Append(IsBody(node) ? node is BlockSyntax { Statements.Count: 0 } ? "{ } " : "{ … } " : "");
            }
            else
            {
                var token = part.AsToken();
                text.Append(token.Text).Append(' ');
                if (IsWord(token))
                {
                    words.Add(token.ValueText);
                }
            }
        }

        return (declaration.SyntaxTree.GetRoot().ContainsDirectives ? Stamp.Of(declaration) : text.ToString(), [.. words]);
    }

    // A property's body is seen from outside by whether it mentions its field: then there is one.
    private static bool IsBody(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax
        && !(node.Parent is AccessorDeclarationSyntax or PropertyDeclarationSyntax && node.DescendantTokens().Any(static token => token.ValueText == "field"));

    private static bool IsWord(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken);
}
