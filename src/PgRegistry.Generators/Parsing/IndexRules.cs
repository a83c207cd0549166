using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>Which members of a value entries are looked up by.</summary>
internal static class IndexRules
{
    /// <summary>Whether a member, or the constructor's parameter that makes it, is marked.</summary>
    public static bool IsMarked(ISymbol member) =>
        HasAttribute(member)
        || (member is IPropertySymbol && member.ContainingType.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter =>
            parameter.Name == member.Name && HasAttribute(parameter))));

    /// <summary>Says why a member of a part of a scope cannot be indexed, or null when it can.</summary>
    public static string? ProblemWith(ISymbol member, string part)
    {
        if (part != "Value")
        {
            return "is no member of the scope's Value";
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

    private static bool HasAttribute(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: "IndexAttribute", ContainingNamespace: { Name: "PgRegistry", ContainingNamespace.IsGlobalNamespace: true } });
}
