using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>What a <c>[RegistryScope]</c> attribute says.</summary>
internal sealed class ScopeOptions
{
    /// <summary>The attribute's full name.</summary>
    public const string AttributeName = "PgRegistry.RegistryScopeAttribute";

    /// <summary>The names of all forms of the attribute: with nested types, and with types declared elsewhere.</summary>
    public static IReadOnlyList<string> AttributeNames { get; } = [AttributeName, AttributeName + "`2", AttributeName + "`3"];

    // The values of PgRegistry.KeyMode, which this assembly cannot reference.
    private const int Duplicate = 0;
    private const int Unique = 1;
    private const int ClusterUnique = 2;

    private readonly int _mode = Duplicate;

    private ScopeOptions(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            switch (argument.Key)
            {
                case "Name":
                    Name = argument.Value.Value as string;
                    break;
                case "Keys":
                    _mode = argument.Value.Value as int? ?? Duplicate;
                    break;
                case "Listeners":
                    Listeners = [.. argument.Value.Values.Select(value => value.Value as INamedTypeSymbol)];
                    break;
                case "Formatters":
                    Formatters = [.. argument.Value.Values.Select(value => value.Value as INamedTypeSymbol)];
                    break;
                case "Partitions":
                    Partitions = argument.Value.Value as int? ?? 1;
                    break;
            }
        }
    }

    /// <summary>The name given to the scope; null when it takes the class's.</summary>
    public string? Name { get; }

    public int Partitions { get; } = 1;

    /// <summary>The types of the listeners; null for what is no type that has a name.</summary>
    public IReadOnlyList<INamedTypeSymbol?> Listeners { get; } = [];

    /// <summary>The types of the formatters; null for what is no type that has a name.</summary>
    public IReadOnlyList<INamedTypeSymbol?> Formatters { get; } = [];

    public bool IsUnique => _mode == Unique;

    public bool IsClusterUnique => _mode == ClusterUnique;

    /// <summary>Says what is wrong with an option that has no rule of its own: its name and the problem.</summary>
    public (string Option, string Problem)? Invalid =>
        _mode is not (Duplicate or Unique or ClusterUnique)
            ? ("Keys", $"{_mode} is no key mode; use KeyMode.Duplicate or KeyMode.Unique")
        : Name is not null && string.IsNullOrWhiteSpace(Name)
            ? ("Name", "a scope's name is not empty; leave it out to take the name of the class")
        : null;

    public static ScopeOptions Of(AttributeData attribute) => new(attribute);

    /// <summary>The attributes that make a class a scope, as far as a compilation has them.</summary>
    public static IReadOnlyList<INamedTypeSymbol> AttributeTypesIn(Compilation compilation) =>
        [.. AttributeNames.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>()];

    /// <summary>The attribute on a class, or null when it is no scope. When it has several, another rule says so.</summary>
    public static AttributeData? FindAttribute(INamedTypeSymbol type, IReadOnlyList<INamedTypeSymbol> attributeTypes) =>
        type.GetAttributes().FirstOrDefault(attribute => attributeTypes.Contains(attribute.AttributeClass?.OriginalDefinition, SymbolEqualityComparer.Default));
}
