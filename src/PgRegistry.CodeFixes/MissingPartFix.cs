using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace PgRegistry.CodeFixes;

/// <summary>Declares the key or the value that a scope lacks (PGR0005).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingPartFix))]
public sealed class MissingPartFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NoKeyOrValue];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        if (place.Find<ClassDeclarationSyntax>() is not { } scope)
        {
            yield break;
        }

        // The rule reports each on its own, and says which.
        var isKey = place.Diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("type 'Key'");
        var part = (RecordDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(
            isKey ? "public readonly record struct Key(string Name);" : "public sealed record Value(string Role);")!;
        yield return new FixChoice(
            isKey ? "Declare a key" : "Declare a value",
            (editor, _) => editor.ReplaceNode(scope, (current, _) => With((ClassDeclarationSyntax)current, part.WithAdditionalAnnotations(Formatter.Annotation), isKey)));
    }

    private static ClassDeclarationSyntax With(ClassDeclarationSyntax scope, RecordDeclarationSyntax part, bool first)
    {
        part = part.WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        if (scope.SemicolonToken.IsKind(SyntaxKind.SemicolonToken))
        {
            scope = scope.WithSemicolonToken(default)
                .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken))
                .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(scope.SemicolonToken.TrailingTrivia))
                .WithAdditionalAnnotations(Formatter.Annotation);
        }

        // A key stands before everything else, a value after it.
        var keys = scope.Members.IndexOf(member => member is BaseTypeDeclarationSyntax { Identifier.ValueText: "Key" });
        return scope.WithMembers(scope.Members.Insert(first ? 0 : keys + 1, part));
    }
}
