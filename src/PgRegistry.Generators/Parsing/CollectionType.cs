using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>A collection that goes over the wire.</summary>
/// <param name="Name">Its name, without type arguments; what its formatter's method begins with.</param>
/// <param name="Arguments">What it is made of: the elements' type, or the keys' and the values'.</param>
/// <param name="IsImmutable">Whether nobody can change one; else only messages have it.</param>
/// <param name="LooksUp">Whether it finds elements, or keys, by their equality or order.</param>
/// <param name="IsSorted">Whether it does so by order.</param>
internal sealed record CollectionType(string Name, IReadOnlyList<ITypeSymbol> Arguments, bool IsImmutable, bool LooksUp = false, bool IsSorted = false)
{
    /// <summary>What the schema calls it.</summary>
    public string SchemaName => Name.ToLowerInvariant();

    /// <summary>What to use in its place where it must not change.</summary>
    public string Replacement => Arguments.Count == 2 ? "ImmutableDictionary or FrozenDictionary" : LooksUp ? "ImmutableHashSet or FrozenSet" : "ImmutableArray";

    public static CollectionType? Find(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.IsSZArray ? new CollectionType("Array", [array.ElementType], IsImmutable: false) : null;
        }

        if (type is not INamedTypeSymbol { ContainingType: null, Arity: > 0, DeclaringSyntaxReferences.IsEmpty: true } named
            || named.ContainingNamespace is not { ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } space)
        {
            return null;
        }

        var arguments = named.TypeArguments;
        return (space.Name, named.Arity, named.Name) switch
        {
            ("Immutable", 1, "ImmutableArray" or "ImmutableList") => new(named.Name, arguments, IsImmutable: true),
            ("Immutable", 1, "ImmutableHashSet") or ("Frozen", 1, "FrozenSet") => new(named.Name, arguments, IsImmutable: true, LooksUp: true),
            ("Immutable", 2, "ImmutableDictionary") or ("Frozen", 2, "FrozenDictionary") => new(named.Name, arguments, IsImmutable: true, LooksUp: true),
            ("Immutable", 1, "ImmutableSortedSet") => new(named.Name, arguments, IsImmutable: true, LooksUp: true, IsSorted: true),
            ("Immutable", 2, "ImmutableSortedDictionary") => new(named.Name, arguments, IsImmutable: true, LooksUp: true, IsSorted: true),
            ("Generic", 1, "List" or "IEnumerable" or "IReadOnlyCollection" or "IReadOnlyList" or "ICollection" or "IList") => new(named.Name, arguments, IsImmutable: false),
            ("Generic", 1, "HashSet" or "ISet" or "IReadOnlySet") => new(named.Name, arguments, IsImmutable: false, LooksUp: true),
            ("Generic", 2, "Dictionary" or "IDictionary" or "IReadOnlyDictionary") => new(named.Name, arguments, IsImmutable: false, LooksUp: true),
            _ => null,
        };
    }
}
