using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>The formatters that a scope's declaration names, by the types that they read and write.</summary>
internal sealed class UserFormatters
{
    private readonly Dictionary<ITypeSymbol, INamedTypeSymbol> _byType = new(SymbolEqualityComparer.Default);

    public UserFormatters(IReadOnlyList<INamedTypeSymbol?> formatters, INamedTypeSymbol scope, Compilation compilation)
    {
        foreach (var formatter in formatters)
        {
            Problem ??= ProblemWith(formatter, scope, compilation);
            foreach (var type in formatter is null ? [] : TypesOf(formatter))
            {
                if (_byType.TryGetValue(type, out var other))
                {
                    Problem ??= $"both '{TypeNames.Short(other)}' and '{TypeNames.Short(formatter!)}' are for '{TypeNames.Short(type)}'; name one of them";
                }

                _byType[type] = formatter!;
            }
        }
    }

    /// <summary>What is wrong with one of them, and what to do; null when nothing is.</summary>
    public string? Problem { get; }

    public bool Contains(ITypeSymbol type) => _byType.ContainsKey(type);

    public INamedTypeSymbol? Find(ITypeSymbol type) => _byType.TryGetValue(type, out var formatter) ? formatter : null;

    /// <summary>What a schema calls the format: the formatter's constant <c>SchemaName</c>, else its own name.</summary>
    public static string SchemaNameOf(INamedTypeSymbol formatter) => "formatter:" + Words(
        formatter.GetMembers("SchemaName").OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue)?.ConstantValue as string ?? TypeNames.Of(formatter).Replace("global::", ""));

    // A schema is lines of words.
    private static string Words(string name) => string.Concat(name.Select(c => char.IsWhiteSpace(c) ? '_' : c));

    private static IEnumerable<ITypeSymbol> TypesOf(INamedTypeSymbol formatter) => formatter.AllInterfaces
        .Where(implemented => implemented is { Name: "IWireFormatter", Arity: 1, ContainingNamespace: { Name: "Wire", ContainingNamespace: { Name: "PgRegistry", ContainingNamespace.IsGlobalNamespace: true } } })
        .Select(implemented => implemented.TypeArguments[0]);

    private static string? ProblemWith(INamedTypeSymbol? type, INamedTypeSymbol scope, Compilation compilation) => type switch
    {
        null or { TypeKind: not (TypeKind.Class or TypeKind.Struct or TypeKind.Error) } => "it names something that is no class; name classes that implement IWireFormatter<T>",
        { TypeKind: TypeKind.Error } => null,
        { IsAbstract: true } or { IsStatic: true } => $"'{type.Name}' cannot be instantiated; name a class that is neither abstract nor static",
        { IsUnboundGenericType: true } => $"'{type.Name}' lacks its type arguments; name a class with them",
        { IsFileLocal: true } => $"'{type.Name}' is local to its file, and the generated code stands in another one; make it internal",
        _ when !compilation.IsSymbolAccessibleWithin(type, scope) => $"'{type.Name}' cannot be seen by the scope; make it internal or public",
        _ when !TypesOf(type).Any() => $"'{type.Name}' implements no IWireFormatter<T>; implement it for the type that it is meant for",
        _ when !type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(constructor, scope)) =>
            $"'{type.Name}' has no constructor without parameters; add one, and make it internal or public",
        _ => null,
    };
}
