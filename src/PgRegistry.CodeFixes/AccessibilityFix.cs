using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PgRegistry.CodeFixes;

/// <summary>Makes a key, value, message or case public (PGR0008).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AccessibilityFix))]
public sealed class AccessibilityFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.LessAccessible];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        // What another part of the type says would contradict it.
        if (place.Find<BaseTypeDeclarationSyntax>() is { } type
            && place.Model.GetDeclaredSymbol(type, place.Cancellation) is INamedTypeSymbol { DeclaringSyntaxReferences.Length: 1 })
        {
            yield return new FixChoice("Make it public", (editor, _) => editor.SetAccessibility(type, Accessibility.Public));
        }
    }
}
