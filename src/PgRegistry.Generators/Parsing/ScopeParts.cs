using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>The types that a scope is about: nested in its class, or named by its attribute; and who else reads and writes types for it.</summary>
internal sealed class ScopeParts
{
    public ScopeParts(INamedTypeSymbol scope, AttributeData attribute, Compilation compilation)
    {
        Scope = scope;
        Compilation = compilation;
        Formatters = new UserFormatters(ScopeOptions.Of(attribute).Formatters, scope, compilation);
        AreNested = attribute.AttributeClass is not { Arity: > 0 };
        var named = attribute.AttributeClass?.TypeArguments ?? [];
        Key = AreNested ? ScopeRules.FindNested(scope, "Key") : named[0];
        Value = AreNested ? ScopeRules.FindNested(scope, "Value") : named[1];
        Message = AreNested ? ScopeRules.FindNested(scope, "Message") : named.Length > 2 ? named[2] : null;
    }

    public INamedTypeSymbol Scope { get; }

    public Compilation Compilation { get; }

    public UserFormatters Formatters { get; }

    /// <summary>Whether they are nested in the scope's class.</summary>
    public bool AreNested { get; }

    public ITypeSymbol? Key { get; }

    public ITypeSymbol? Value { get; }

    public ITypeSymbol? Message { get; }

    /// <summary>Those that there are.</summary>
    public IEnumerable<ITypeSymbol> All => new[] { Key, Value, Message }.OfType<ITypeSymbol>();

    /// <summary>Whether the key, if there is one, is compared by what it is. An array is said to be a collection instead.</summary>
    public bool KeyIsCompared => Key is null || CollectionType.Find(Key) is not null || (AreNested && !Formatters.Contains(Key)
        ? Key is INamedTypeSymbol named && ScopeRules.IsValueEquatable(named)
        : EqualityRules.IsCompared(Key));

    /// <summary>Where something about a type or a member is reported: at it, or at the scope when it is declared elsewhere.</summary>
    public ISymbol PlaceOf(ISymbol symbol) => IsDeclaredHere(symbol) ? symbol : Scope;

    /// <summary>Whether something can be reported at a symbol. In an editor, what other projects declare is in source too, which is not of this compilation.</summary>
    public bool IsDeclaredHere(ISymbol symbol) => symbol.Locations.Any(location => location.SourceTree is { } tree && Compilation.ContainsSyntaxTree(tree));

    /// <summary>Whether a type is taken apart into its members.</summary>
    public bool IsRecord(ITypeSymbol type) =>
        !Formatters.Contains(type) && WirePrimitives.Find(type) is null && type is INamedTypeSymbol named && !WireTypeReader.IsOfThePlatform(named) && ScopeRules.IsValueEquatable(named);

    public static bool Same(ITypeSymbol? one, ITypeSymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);
}
