using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Declares a class or struct as a record (PGR0006, and PGR0004 where that is what is missing).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordFix))]
public sealed class RecordFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NoFormatter, RuleIds.KeyNotEquatable];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        // A member of some type is reported where it is declared; a type that should be a record, at its name.
        if (place.Find<TypeDeclarationSyntax>() is { } type
            && type.Identifier.Span == place.Diagnostic.Location.SourceSpan
            && place.Model.GetDeclaredSymbol(type, place.Cancellation) is { } symbol
            && CanBeRecord(type, symbol))
        {
            yield return new FixChoice("Declare it as a record", (editor, _) => editor.ReplaceNode(type, (current, _) => Convert((TypeDeclarationSyntax)current)));
        }
    }

    // Other parts would have to change with it; a record derives from records only, and has its own equality.
    private static bool CanBeRecord(TypeDeclarationSyntax type, INamedTypeSymbol symbol) =>
        type is ClassDeclarationSyntax or StructDeclarationSyntax
        && symbol is { IsStatic: false, IsRefLikeType: false, DeclaringSyntaxReferences.Length: 1 }
        && symbol.BaseType?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType
        && !symbol.GetMembers().Any(member => member is IMethodSymbol
        {
            IsImplicitlyDeclared: false,
            MetadataName: WellKnownMemberNames.ObjectEquals or WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName or "Clone",
        });

    private static RecordDeclarationSyntax Convert(TypeDeclarationSyntax type)
    {
        var isStruct = type.IsKind(SyntaxKind.StructDeclaration);
        var record = SyntaxFactory.Token(SyntaxKind.RecordKeyword).WithLeadingTrivia(type.Keyword.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.RecordDeclaration(
            isStruct ? SyntaxKind.RecordStructDeclaration : SyntaxKind.RecordDeclaration, type.AttributeLists, type.Modifiers, record,
            isStruct ? type.Keyword.WithLeadingTrivia() : default, type.Identifier, type.TypeParameterList, type.ParameterList, type.BaseList, type.ConstraintClauses,
            type.OpenBraceToken, type.Members, type.CloseBraceToken, type.SemicolonToken);
    }
}
