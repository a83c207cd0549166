using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Marks a renamed member with the name that it has on the wire (PGR0022).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FormerNameFix))]
public sealed class FormerNameFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.SchemaBroken];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        if (!place.Diagnostic.Properties.TryGetValue("FormerName", out var name) || name is null)
        {
            yield break;
        }

        if (place.Find<ParameterSyntax>() is { } parameter)
        {
            yield return new FixChoice("Keep the former name on the wire", (editor, _) => editor.ReplaceNode(
                parameter, (current, _) => With((ParameterSyntax)current, ((ParameterSyntax)current).AttributeLists, (node, lists) => node.WithAttributeLists(lists), name)));
        }
        else if (place.Find<MemberDeclarationSyntax>() is PropertyDeclarationSyntax or FieldDeclarationSyntax)
        {
            var member = place.Find<MemberDeclarationSyntax>()!;
            yield return new FixChoice("Keep the former name on the wire", (editor, _) => editor.ReplaceNode(
                member, (current, _) => With((MemberDeclarationSyntax)current, ((MemberDeclarationSyntax)current).AttributeLists, (node, lists) => node.WithAttributeLists(lists), name)));
        }
    }

    private static T With<T>(T node, SyntaxList<AttributeListSyntax> lists, Func<T, SyntaxList<AttributeListSyntax>, T> with, string name)
        where T : SyntaxNode
    {
        var leading = node.GetLeadingTrivia();
        var text = $"[PgRegistry.WireName({SymbolDisplay.FormatLiteral(name, quote: true)})] ";
        var list = ((MemberDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text + "int x;")!).AttributeLists[0].WithTrailingTrivia(SyntaxFactory.Space);
        return with(node.WithoutLeadingTrivia(), lists.Insert(0, list)).WithLeadingTrivia(leading);
    }
}
