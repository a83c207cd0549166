using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>Finds this library's attributes on members and types.</summary>
internal static class MemberAttributes
{
    /// <summary>The attribute of this name on a symbol; of a property also one on the constructor's parameter that it is made of.</summary>
    public static AttributeData? Find(ISymbol symbol, string name) =>
        FindOn(symbol, name)
        ?? (symbol is IPropertySymbol ? ParametersOf(symbol).Select(parameter => FindOn(parameter, name)).FirstOrDefault(found => found is not null) : null);

    private static IEnumerable<IParameterSymbol> ParametersOf(ISymbol property) =>
        property.ContainingType.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Where(parameter => parameter.Name == property.Name);

    private static AttributeData? FindOn(ISymbol symbol, string name) => symbol.GetAttributes().FirstOrDefault(attribute =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "PgRegistry", ContainingNamespace.IsGlobalNamespace: true } } type && type.Name == name);
}
