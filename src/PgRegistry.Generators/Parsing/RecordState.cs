using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>The members in which a record keeps its state, those of its base records first.</summary>
internal sealed class RecordState
{
    private readonly INamedTypeSymbol _within;
    private readonly Compilation _compilation;
    private readonly List<ISymbol> _stored = [];
    private readonly Dictionary<string, ISymbol> _readable = new(StringComparer.Ordinal);

    private RecordState(INamedTypeSymbol within, Compilation compilation)
    {
        _within = within;
        _compilation = compilation;
    }

    /// <summary>The properties and fields that hold something; computed properties are not among them.</summary>
    public IReadOnlyList<ISymbol> Stored => _stored;

    public static RecordState Of(INamedTypeSymbol type, INamedTypeSymbol within, Compilation compilation)
    {
        var state = new RecordState(within, compilation);
        var chain = new Stack<INamedTypeSymbol>();
        for (var t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType)
        {
            chain.Push(t);
        }

        foreach (var t in chain)
        {
            state.Add(t);
        }

        return state;
    }

    /// <summary>The readable property or field of this name; if there is none, the only one that differs in case.</summary>
    public ISymbol? FindReadable(string name)
    {
        if (_readable.TryGetValue(name, out var exact))
        {
            return exact;
        }

        var found = _readable.Where(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count == 1 ? found[0].Value : null;
    }

    public bool IsSettable(ISymbol member) => IsReadable(member) && member switch
    {
        IPropertySymbol { SetMethod: { } set } => IsAccessible(set),
        IFieldSymbol field => !field.IsReadOnly,
        _ => false,
    };

    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private void Add(INamedTypeSymbol type)
    {
        // Metadata of classes is read without private members, so there the fields cannot tell which properties are stored.
        var showsFields = type.IsValueType || !type.DeclaringSyntaxReferences.IsEmpty;
        var members = type.GetMembers();
        var backed = new HashSet<string>(members.OfType<IFieldSymbol>().Select(BackedProperty).OfType<string>(), StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (member.IsStatic)
            {
                continue;
            }

            if (member is IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true } property)
            {
                AddMember(property, showsFields ? backed.Contains(property.Name) : IsStoredInMetadata(property));
            }
            else if (member is IFieldSymbol field && BackedProperty(field) is null)
            {
                AddMember(field, isStored: true);
            }
            else if (member is IEventSymbol)
            {
                AddMember(member, isStored: true);
            }
        }
    }

    private void AddMember(ISymbol member, bool isStored)
    {
        _stored.RemoveAll(inherited => inherited.Name == member.Name);
        if (isStored)
        {
            _stored.Add(member);
        }

        if (IsReadable(member))
        {
            _readable[member.Name] = member;
        }
    }

    private bool IsReadable(ISymbol member) =>
        IsAccessible(member) && (member is IFieldSymbol || member is IPropertySymbol { GetMethod: { } get } && IsAccessible(get));

    private bool IsAccessible(ISymbol symbol) => _compilation.IsSymbolAccessibleWithin(symbol, _within);

    private static string? BackedProperty(IFieldSymbol field)
    {
        if (field.AssociatedSymbol is IPropertySymbol property)
        {
            return property.Name;
        }

        const string Suffix = ">k__BackingField";
        return field.Name.StartsWith("<", StringComparison.Ordinal) && field.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? field.Name.Substring(1, field.Name.Length - 1 - Suffix.Length)
            : null;
    }

    private static bool IsStoredInMetadata(IPropertySymbol property) =>
        property is { DeclaredAccessibility: Accessibility.Public }
        && (property.SetMethod is not null || IsCompilerGenerated(property.GetMethod));

    private static bool IsCompilerGenerated(IMethodSymbol? method) =>
        method is not null && method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");
}
