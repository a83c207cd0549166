using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Gives a property that can be set an init accessor, and makes one of a field (PGR0012).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MutableMemberFix))]
public sealed class MutableMemberFix : DocumentFix
{
    private const string Title = "Let it be set only when it is made";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MutableValue];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        switch (place.Find<MemberDeclarationSyntax>())
        {
            case PropertyDeclarationSyntax property when property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) is { } setter:
                yield return new FixChoice(Title, (editor, _) => editor.ReplaceNode(setter, Init(setter)));
                break;
            case FieldDeclarationSyntax { Declaration.Variables.Count: 1 } field:
                yield return new FixChoice(Title, (editor, _) => editor.ReplaceNode(field, Property(field)));
                break;
        }
    }

    private static AccessorDeclarationSyntax Init(AccessorDeclarationSyntax setter) => SyntaxFactory.AccessorDeclaration(
        SyntaxKind.InitAccessorDeclaration, setter.AttributeLists, setter.Modifiers, SyntaxFactory.Token(SyntaxKind.InitKeyword).WithTriviaFrom(setter.Keyword),
        setter.Body, setter.ExpressionBody, setter.SemicolonToken);

    private static PropertyDeclarationSyntax Property(FieldDeclarationSyntax field)
    {
        var variable = field.Declaration.Variables[0];
        var beginning = field.WithAttributeLists(default).WithoutTrivia().Modifiers.ToString() + " " + field.Declaration.Type.WithoutTrivia().ToFullString();
        var initial = variable.Initializer is { } initializer ? $" = {initializer.Value.WithoutTrivia().ToFullString()};" : "";
        var property = (PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"{beginning} {variable.Identifier.Text} {{ get; init; }}{initial}")!;
        return property.WithAttributeLists(field.AttributeLists).WithTriviaFrom(field);
    }
}
