using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Changes the modifiers of declarations, and keeps what stands around them.</summary>
internal static class Modifiers
{
    public static TypeDeclarationSyntax Add(TypeDeclarationSyntax type, SyntaxKind modifier)
    {
        var token = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
        {
            return type.WithModifiers(type.Modifiers.Add(token));
        }

        // The first modifier takes over what stood before the keyword: comments, the line's beginning.
        var leading = type.Keyword.LeadingTrivia;
        return type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(token.WithLeadingTrivia(leading)));
    }

    public static TypeDeclarationSyntax Remove(TypeDeclarationSyntax type, params SyntaxKind[] modifiers)
    {
        var leading = type.Modifiers.Count > 0 ? type.Modifiers[0].LeadingTrivia : default;
        var left = SyntaxFactory.TokenList(type.Modifiers.Where(modifier => !modifiers.Contains(modifier.Kind())));
        if (type.Modifiers.Count == left.Count)
        {
            return type;
        }

        return left.Count > 0
            ? type.WithModifiers(left.Replace(left[0], left[0].WithLeadingTrivia(leading)))
            : type.WithModifiers(left).WithKeyword(type.Keyword.WithLeadingTrivia(leading));
    }
}
