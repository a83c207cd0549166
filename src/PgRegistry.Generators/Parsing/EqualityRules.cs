using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>How types that go over the wire compare.</summary>
internal static class EqualityRules
{
    /// <summary>The first collection in a type, at any depth: what has one is not equal to what has the same elements. Null when there is none.</summary>
    public static ITypeSymbol? CollectionIn(ITypeSymbol type, ScopeParts parts) => CollectionIn(type, parts, new(SymbolEqualityComparer.Default), 0);

    /// <summary>Whether the author of a record wrote how it compares.</summary>
    public static bool HasOwnEquals(INamedTypeSymbol type) => !type.IsRecord && type.TypeKind != TypeKind.Struct || type.GetMembers("Equals").OfType<IMethodSymbol>().Any(method =>
        method is { IsImplicitlyDeclared: false, Parameters.Length: 1 }
        && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, type)
        && !method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute"));

    /// <summary>Whether values are less or more than each other.</summary>
    public static bool HasOrder(ITypeSymbol type) => type.TypeKind == TypeKind.Enum || type.AllInterfaces.Any(implemented =>
        implemented is { Name: "IComparable", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    /// <summary>Whether values are equal by what they are, as far as their type says so.</summary>
    public static bool IsCompared(ITypeSymbol type) => type.TypeKind == TypeKind.Enum || (type is INamedTypeSymbol named && (ScopeRules.IsValueEquatable(named) || ScopeRules.IsEquatable(named)));

    private static ITypeSymbol? CollectionIn(ITypeSymbol type, ScopeParts parts, HashSet<ITypeSymbol> seen, int depth)
    {
        var bare = PartRules.Bare(type);
        if (!parts.Formatters.Contains(bare) && CollectionType.Find(bare) is not null)
        {
            return bare;
        }

        return depth < WireTypeReader.MaxDepth && parts.IsRecord(bare) && seen.Add(bare)
            ? RecordState.Of((INamedTypeSymbol)bare, parts.Scope, parts.Compilation).Stored
                .Where(member => member is not IEventSymbol)
                .Select(member => CollectionIn(RecordState.TypeOf(member), parts, seen, depth + 1))
                .FirstOrDefault(found => found is not null)
            : null;
    }
}
