using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>Which members of a value entries are looked up by.</summary>
internal static class IndexRules
{
    /// <summary>The members of a type that are marked, base types' first, or whose constructor's parameter is.</summary>
    public static IEnumerable<ISymbol> MarkedMembers(INamedTypeSymbol type)
    {
        var inherited = type.BaseType is { SpecialType: SpecialType.None } parent ? MarkedMembers(parent) : [];
        return inherited.Concat(type.GetMembers().Where(static member => member is IPropertySymbol or IFieldSymbol { AssociatedSymbol: null } && IsMarked(member)));
    }

    /// <summary>What the generator makes indexes of.</summary>
    public static IEnumerable<IndexModel> IndexesOf(INamedTypeSymbol value) => MarkedMembers(value)
        .Where(member => ProblemWith(member, isOfValue: true) is null)
        .Select(static member => new IndexModel(member.Name, DeclaredName(RecordState.TypeOf(member))));

    /// <summary>Says why a member of a part of a scope cannot be indexed, or null when it can.</summary>
    public static string? ProblemWith(ISymbol member, bool isOfValue)
    {
        if (!isOfValue)
        {
            return "is no member of the scope's Value";
        }

        if (member is IPropertySymbol { GetMethod: null } or IPropertySymbol { IsStatic: true } or IFieldSymbol { IsStatic: true } || member.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected)
        {
            return "cannot be read from outside";
        }

        var type = RecordState.TypeOf(member);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return type.TypeKind == TypeKind.Enum || WirePrimitives.Find(type) is not null
            ? null
            : $"is of the type '{TypeNames.Short(type)}'";
    }

    private static bool IsMarked(ISymbol member) => MemberAttributes.Find(member, "IndexAttribute") is not null;

    private static string DeclaredName(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? TypeNames.Of(nullable.TypeArguments[0]) + "?"
        : type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.NotAnnotated } ? TypeNames.Of(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)) + "?"
        : TypeNames.Of(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
}
