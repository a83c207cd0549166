using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>
/// What keys and values must be like beyond having a wire format: a key has no collections, and neither can be changed once registered,
/// since it is in a table then and others read it. The generator and the analyzers ask here.
/// </summary>
internal sealed class PartRules(ScopeParts parts)
{
    public bool AnyProblem => CollectionsInKey().Any() || NotComparedInKey().Any() || Mutable().Any();

    /// <summary>The collections in the key, or the key that is one.</summary>
    public IEnumerable<WireProblem> CollectionsInKey() => InKey().Where(item => IsCollection(item.Type)).Select(item => item.With("is a collection"));

    /// <summary>What has a formatter of the user's in the key, and is not compared by what it is.</summary>
    public IEnumerable<WireProblem> NotComparedInKey() => InKey()
        .Where(item => parts.Formatters.Contains(Bare(item.Type)) && !EqualityRules.IsCompared(Bare(item.Type)))
        .Select(item => item.With("is not compared by its content"));

    /// <summary>What can be changed in the key and in the value, with what to do instead.</summary>
    public IEnumerable<WireProblem> Mutable()
    {
        var inKey = (parts.Key is { } key ? MembersIn(key) : []).Select(item => (Item: item, Advice: AdviceOn(item.Member)));
        var inValue = (parts.Value is { } value ? MembersIn(value) : []).Select(item => (Item: item, Advice: AdviceOn(item.Member) ?? AdviceOn(item.Type)));
        return inKey.Concat(inValue).Where(found => found.Advice is not null).Select(found => found.Item.With(found.Advice!));
    }

    /// <summary>A type without the question mark.</summary>
    public static ITypeSymbol Bare(ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? nullable.TypeArguments[0]
        : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    // What a struct holds is copied with it, so nobody changes what is registered through its setters.
    private static string? AdviceOn(ISymbol member) => member switch
    {
        { ContainingType.TypeKind: TypeKind.Struct } => null,
        IPropertySymbol { SetMethod.IsInitOnly: false } => "give it an init accessor in place of set",
        IFieldSymbol { IsReadOnly: false } => "make it a property with an init accessor",
        _ => null,
    };

    private string? AdviceOn(ITypeSymbol type) => MutableIn(type) is { } found ? $"use {found.Replacement} in place of '{found.Name}'" : null;

    private CollectionType? MutableIn(ITypeSymbol type) => IsCollection(type) && CollectionType.Find(Bare(type)) is { } collection
        ? collection.IsImmutable ? collection.Arguments.Select(MutableIn).FirstOrDefault(inner => inner is not null) : collection
        : null;

    private bool IsCollection(ITypeSymbol type) => !parts.Formatters.Contains(Bare(type)) && CollectionType.Find(Bare(type)) is not null;

    private IEnumerable<Item> InKey() => parts.Key is { } key ? [new Item(key, parts.PlaceOf(key), NameOf(key), key), .. MembersIn(key)] : [];

    /// <summary>The members of a record, and of the records in it, each record once. What is no record in shape is reported by its own rule.</summary>
    private IEnumerable<Item> MembersIn(ITypeSymbol root)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<(ITypeSymbol Type, string Path, ISymbol Source, int Depth)>([(root, NameOf(root), parts.PlaceOf(root), 0)]);
        while (open.Count > 0)
        {
            var (type, path, source, depth) = open.Dequeue();
            if (IsCollection(type))
            {
                foreach (var argument in CollectionType.Find(type)!.Arguments)
                {
                    open.Enqueue((Bare(argument), path + "[]", source, depth + 1));
                }
            }
            else if (depth < WireTypeReader.MaxDepth && parts.IsRecord(type) && seen.Add(type) && RecordShape.Of((INamedTypeSymbol)type, parts.Scope, parts.Compilation, out _) is { } shape)
            {
                foreach (var member in shape.Constructed.Concat(shape.Initialized))
                {
                    var item = new Item(member, parts.IsDeclaredHere(member) ? member : source, path + "." + member.Name, RecordState.TypeOf(member));
                    yield return item;
                    open.Enqueue((Bare(item.Type), item.Path, item.Source, depth + 1));
                }
            }
        }
    }

    private static string NameOf(ITypeSymbol type) => type.Name.Length > 0 ? type.Name : TypeNames.Short(type);

    private readonly record struct Item(ISymbol Member, ISymbol Source, string Path, ITypeSymbol Type)
    {
        public WireProblem With(string reason) => new(Source, Path, Type, reason);
    }
}
