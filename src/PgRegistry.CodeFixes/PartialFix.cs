using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Makes a scope class, or a type around it, partial (PGR0001).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix))]
public sealed class PartialFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NotPartial];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        if (place.Find<TypeDeclarationSyntax>() is { } type)
        {
            yield return new FixChoice("Make it partial", (editor, _) => editor.ReplaceNode(
                type, (current, _) => Modifiers.Add((TypeDeclarationSyntax)current, SyntaxKind.PartialKeyword)));
        }
    }
}
