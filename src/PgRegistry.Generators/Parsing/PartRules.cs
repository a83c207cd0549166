using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>
/// What keys and values must be like beyond having a wire format: a key has no collections, and neither can be changed once registered,
/// since it is in a table then and others read it. The generator and the analyzers ask here.
/// </summary>
internal sealed class PartRules(INamedTypeSymbol scope, Compilation compilation)
{
    public bool AnyProblem => CollectionsInKey().Any() || Mutable().Any();

    /// <summary>The collections in the key.</summary>
    public IEnumerable<WireProblem> CollectionsInKey() => ScopeRules.FindNested(scope, "Key") is { } key
        ? MembersIn(key)
            .Where(item => CollectionType.Find(Bare(item.Type)) is not null)
            .Select(item => new WireProblem(item.Source, item.Path, item.Type, "is a collection"))
        : [];

    /// <summary>What can be changed in the key and in the value, with what to do instead.</summary>
    public IEnumerable<WireProblem> Mutable()
    {
        foreach (var part in ScopeRules.Parts.Take(2).Select(name => ScopeRules.FindNested(scope, name)).OfType<INamedTypeSymbol>())
        {
            foreach (var item in MembersIn(part))
            {
                if ((AdviceOn(item.Member) ?? (part.Name == "Key" ? null : AdviceOn(item.Type))) is { } advice)
                {
                    yield return new WireProblem(item.Source, item.Path, item.Type, advice);
                }
            }
        }
    }

    /// <summary>A type without the question mark.</summary>
    public static ITypeSymbol Bare(ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? nullable.TypeArguments[0]
        : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    /// <summary>Whether a type is taken apart into its members.</summary>
    public static bool IsRecord(ITypeSymbol type) =>
        WirePrimitives.Find(type) is null && type is INamedTypeSymbol named && !WireTypeReader.IsOfThePlatform(named) && ScopeRules.IsValueEquatable(named);

    // What a struct holds is copied with it, so nobody changes what is registered through its setters.
    private static string? AdviceOn(ISymbol member) => member switch
    {
        { ContainingType.TypeKind: TypeKind.Struct } => null,
        IPropertySymbol { SetMethod.IsInitOnly: false } => "give it an init accessor in place of set",
        IFieldSymbol { IsReadOnly: false } => "make it a property with an init accessor",
        _ => null,
    };

    private static string? AdviceOn(ITypeSymbol type) =>
        MutableIn(type) is { } found ? $"use {found.Replacement} in place of '{found.Name}'" : null;

    private static CollectionType? MutableIn(ITypeSymbol type) => CollectionType.Find(Bare(type)) is { } collection
        ? collection.IsImmutable ? collection.Arguments.Select(MutableIn).FirstOrDefault(inner => inner is not null) : collection
        : null;

    /// <summary>The members of a record, and of the records in it, each record once. What is no record in shape is reported by its own rule.</summary>
    private IEnumerable<(ISymbol Member, ISymbol Source, string Path, ITypeSymbol Type)> MembersIn(INamedTypeSymbol root)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<(ITypeSymbol Type, string Path, ISymbol Source, int Depth)>([(root, root.Name, root, 0)]);
        while (open.Count > 0)
        {
            var (type, path, source, depth) = open.Dequeue();
            if (CollectionType.Find(type) is { } collection)
            {
                foreach (var argument in collection.Arguments)
                {
                    open.Enqueue((Bare(argument), path + "[]", source, depth + 1));
                }
            }
            else if (depth < WireTypeReader.MaxDepth && IsRecord(type) && seen.Add(type) && RecordShape.Of((INamedTypeSymbol)type, scope, compilation, out _) is { } shape)
            {
                foreach (var member in shape.Constructed.Concat(shape.Initialized))
                {
                    var at = member.Locations.Any(location => location.IsInSource) ? member : source;
                    var way = path + "." + member.Name;
                    yield return (member, at, way, RecordState.TypeOf(member));
                    open.Enqueue((Bare(RecordState.TypeOf(member)), way, at, depth + 1));
                }
            }
        }
    }
}
