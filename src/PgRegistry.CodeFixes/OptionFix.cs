using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PgRegistry.CodeFixes;

/// <summary>Takes out partitions and invalid options (PGR0002, PGR0009), and asks for unique keys on each node in place of the cluster (PGR0003).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OptionFix))]
public sealed class OptionFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.Partitions, RuleIds.ClusterUnique, RuleIds.InvalidOption];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        if (place.Find<AttributeArgumentSyntax>() is not { NameEquals.Name.Identifier.ValueText: var option, Parent: AttributeArgumentListSyntax list } argument)
        {
            yield break;
        }

        if (place.Diagnostic.Id == RuleIds.ClusterUnique)
        {
            yield return new FixChoice("Use KeyMode.Unique, which holds on each node", (editor, _) => editor.ReplaceNode(argument.Expression, Unique(argument.Expression)));
        }
        else
        {
            yield return new FixChoice($"Leave {option} out", (editor, _) => editor.ReplaceNode(list, (current, _) => Without((AttributeArgumentListSyntax)current, option)));
        }
    }

    private static ExpressionSyntax Unique(ExpressionSyntax expression) => expression is MemberAccessExpressionSyntax access
        ? access.WithName(SyntaxFactory.IdentifierName("Unique"))
        : SyntaxFactory.ParseExpression("PgRegistry.KeyMode.Unique").WithTriviaFrom(expression);

    // An empty list is fine, and keeps what stands around it.
    private static AttributeArgumentListSyntax Without(AttributeArgumentListSyntax list, string option) =>
        list.RemoveNode(list.Arguments.First(argument => argument.NameEquals?.Name.Identifier.ValueText == option), SyntaxRemoveOptions.KeepNoTrivia)!;
}
