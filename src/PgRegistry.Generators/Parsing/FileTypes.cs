using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>Types local to a file in the parts of a scope. The compiler reports them (CS9051), so that no analyzer has to; generated code could not name them.</summary>
internal static class FileTypes
{
    public static bool AreIn(ScopeParts parts) => parts.All
        .OfType<INamedTypeSymbol>()
        .Concat(MessageCases.Of(parts).Select(item => item.Type))
        .SelectMany(type => type.GetMembers())
        .Any(member => member switch
        {
            IFieldSymbol field => IsLocal(field.Type),
            IPropertySymbol property => IsLocal(property.Type),
            _ => false,
        });

    private static bool IsLocal(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsLocal(array.ElementType),
        INamedTypeSymbol named => named.IsFileLocal || named.TypeArguments.Any(IsLocal),
        _ => false,
    };
}
