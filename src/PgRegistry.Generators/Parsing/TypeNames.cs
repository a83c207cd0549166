using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PgRegistry.Generators.Parsing;

/// <summary>How emitted code and messages name types and members.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_full =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_short = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat s_plain = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The name that means the same everywhere, beginning with <c>global::</c>.</summary>
    public static string Of(ITypeSymbol type) => type.ToDisplayString(s_full);

    /// <summary>The same of a generic type, without its type arguments.</summary>
    public static string WithoutArguments(ITypeSymbol type) => type.ToDisplayString(s_full.WithGenericsOptions(SymbolDisplayGenericsOptions.None));

    /// <summary>The name as a part of other names, such as <c>ImmutableArrayOfNullableInt32</c>.</summary>
    public static string InWords(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => InWords(array.ElementType) + "Array",
        INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } named =>
            named.Name + (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? "" : "Of") + string.Join("And", arguments.Select(InWords)),
        _ => type.Name,
    };

    /// <summary>The name without its namespace, for people.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(s_short);

    /// <summary>A namespace as it is declared; empty for the global one.</summary>
    public static string OfNamespace(INamespaceSymbol space) => space.IsGlobalNamespace
        ? ""
        : space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    /// <summary>The name as metadata has it, nothing escaped, nested types after a '+'.</summary>
    public static string InMetadata(INamedTypeSymbol type) =>
        type.ContainingType is { } container ? InMetadata(container) + "+" + type.MetadataName
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName
        : type.ContainingNamespace.ToDisplayString(s_plain) + "." + type.MetadataName;

    /// <summary>A name as an identifier: keywords get an @.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
