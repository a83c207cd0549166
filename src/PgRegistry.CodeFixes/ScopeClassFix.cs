using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Makes a static, abstract or file-local scope an ordinary class (PGR0007).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ScopeClassFix))]
public sealed class ScopeClassFix : DocumentFix
{
    private static readonly SyntaxKind[] s_inTheWay = [SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.FileKeyword];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.CannotComplete];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        if (place.Find<ClassDeclarationSyntax>() is { TypeParameterList: null, ParameterList: null } type
            && type.Modifiers.Any(modifier => s_inTheWay.Contains(modifier.Kind())))
        {
            yield return new FixChoice("Make it an ordinary class", (editor, _) => editor.ReplaceNode(type, (current, _) => Modifiers.Remove((TypeDeclarationSyntax)current, s_inTheWay)));
        }
    }
}
