using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>What a listener that a declaration names must be like. The generator and an analyzer both ask here.</summary>
internal static class ListenerRules
{
    /// <summary>
    /// Says why emitted code could not use the class, or null when it can. Whether it implements the scope's interface is not asked: for the
    /// generator there is no such interface yet.
    /// </summary>
    public static string? ProblemWith(INamedTypeSymbol? type) => type switch
    {
        null or { TypeKind: not (TypeKind.Class or TypeKind.Error) } => "is no class; name classes that implement the scope's IListener",
        { IsAbstract: true } or { IsStatic: true } => "cannot be instantiated; name a class that is neither abstract nor static",
        { IsUnboundGenericType: true } => "lacks its type arguments; name a class with them",
        { IsFileLocal: true } => "is local to its file, and the generated code stands in another one; make it internal",
        _ => null,
    };
}
