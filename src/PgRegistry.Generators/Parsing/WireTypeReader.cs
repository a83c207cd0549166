using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>
/// Turns the types of a scope into models of how they go over the wire, and collects what cannot. This is the one definition of
/// "supported on the wire": the generator takes the models, the analyzers take the problems.
/// </summary>
internal sealed partial class WireTypeReader(ScopeParts parts, CancellationToken cancellation)
{
    /// <summary>The most members that a record may have, those of the records in it counted wherever they occur.</summary>
    public const int MaxMembers = 1000;

    /// <summary>Beyond this a generic record is taken to grow for ever.</summary>
    public const int MaxDepth = 32;

    // Pair<string> and Pair<string?> are one type to the runtime, and differ in what they let through.
    private readonly Dictionary<ITypeSymbol, (RecordModel? Record, int Size)> _read = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Stack<ITypeSymbol> _open = new();
    private readonly NestedNames _names = new(parts.Scope);
    private readonly List<RecordModel> _nested = [];
    private readonly List<WireProblem> _problems = [];

    // What several records inherit is reported once.
    private readonly HashSet<ISymbol> _refused = new(SymbolEqualityComparer.Default);

    /// <summary>The records found in those asked for, and the cases of a message, each once.</summary>
    public IReadOnlyList<RecordModel> Nested => _nested;

    public IReadOnlyList<WireProblem> Problems => _problems;

    private WireType? ReadType(ITypeSymbol type, Path path)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return ReadNotNull(nullable.TypeArguments[0], Nullability.Value, path);
        }

        var isNullable = type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        return ReadNotNull(type, isNullable ? Nullability.Reference : Nullability.None, path);
    }

    private WireType? ReadNotNull(ITypeSymbol annotated, Nullability nullability, Path path)
    {
        var type = NotNull(annotated);
        var name = TypeNames.Of(type);
        if (parts.Formatters.Find(type) is { } own)
        {
            var field = Field(TypeNames.InWords(type) + "Formatter", $"global::PgRegistry.Wire.IWireFormatter<{name}>", $"_Formatters.Checked<{name}>(new {TypeNames.Of(own)}())");
            return new WireType(WireKind.Field, name, field, UserFormatters.SchemaNameOf(own), nullability, field);
        }

        if (WirePrimitives.Find(type) is { } primitive)
        {
            return new WireType(primitive.Kind, name, primitive.Codec, primitive.SchemaName, nullability, "_Formatters." + primitive.Codec);
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
        {
            var (_, codec, schema) = WirePrimitives.Find(underlying)!.Value;
            var integer = TypeNames.Of(underlying);
            return new WireType(WireKind.Enum, name, codec, "enum:" + schema, nullability, $"_Formatters.EnumOf<{name}, {integer}>(_Formatters.{codec})", integer);
        }

        if (CollectionType.Find(type) is { } collection)
        {
            return ReadCollection(collection, type, nullability, path);
        }

        if (type is not INamedTypeSymbol record || IsOfThePlatform(record) || !ScopeRules.IsValueEquatable(record))
        {
            Report(path, type, "has no wire format; use a primitive, a string, an enum, a time, a collection or a record of these, or name a formatter for it in Formatters");
            return null;
        }

        return ReadRecord(record, path) is { } model
            ? new WireType(WireKind.Record, name, model.FormatterName, "", nullability, model.FormatterName + ".Instance", Comparer: ComparerOf(model, record, nullability))
            : null;
    }

    private RecordModel? ReadRecord(INamedTypeSymbol type, Path path)
    {
        if (_read.TryGetValue(type, out var known))
        {
            return known.Record;
        }

        if (_open.Count >= MaxDepth || _open.Contains(type, SymbolEqualityComparer.Default))
        {
            Report(path, type, "contains itself, which has no wire format; refer to the other entry by its key");
            return null;
        }

        _open.Push(type);
        var formatter = _names.For(type.Name, "Formatter");
        var pattern = ScopeParts.Same(type, parts.Key) ? "KeyPattern" : ScopeParts.Same(type, parts.Value) ? "ValuePattern" : _names.For(type.Name, "Pattern");
        var record = ReadMembers(type, formatter, pattern, path, out var size);
        _open.Pop();

        _read[type] = (record, size);
        if (record is not null && (!IsRoot(type) || CaseOf(type) is not null))
        {
            _nested.Add(record);
        }

        return record;
    }

    private RecordModel? ReadMembers(INamedTypeSymbol type, string formatter, string pattern, Path path, out int size)
    {
        size = 0;
        if (type.IsAbstract)
        {
            Report(path, type, "is abstract, so that its members are not known; use a record that is not");
            return null;
        }

        if (RecordShape.Of(type, parts.Scope, parts.Compilation, out var problem) is not { } shape)
        {
            Report(path, type, problem!);
            return null;
        }

        if (WireNames.ProblemWith([.. shape.Constructed.Concat(shape.Initialized).Select(WireNames.Of)]) is { } unclear)
        {
            Report(path, type, unclear);
            return null;
        }

        var members = new List<MemberModel>();
        var complete = true;
        foreach (var member in shape.Constructed.Concat(shape.Initialized))
        {
            var memberType = RecordState.TypeOf(member);
            if (_refused.Contains(member))
            {
                complete = false;
            }
            else if (ReadType(memberType, path.To(member, parts)) is { } wireType)
            {
                members.Add(new MemberModel(member.Name, WireNames.Of(member), wireType, InConstructor: members.Count < shape.Constructed.Count));
                size += SizeOf(memberType);
            }
            else
            {
                _refused.Add(member);
                complete = false;
            }
        }

        if (size > MaxMembers)
        {
            Report(path, type, $"has more than {MaxMembers} members, counting those of the records in it; keep such data elsewhere and register its identity");
            return null;
        }

        return complete
            ? new RecordModel(NameOf(type), TypeNames.Short(type), formatter, pattern, type.IsReferenceType, type.IsSealed, shape.RunsUserCode, members.ToEquatableArray(), Cases: default, NameComparer(type, members), shape.Optional, IsRoot(type) ? IndexRules.IndexesOf(type).ToEquatableArray() : default)
            : null;
    }

    private int SizeOf(ITypeSymbol type)
    {
        var bare = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return CollectionType.Find(bare) is { } collection ? collection.Arguments.Sum(SizeOf)
            : _read.TryGetValue(NotNull(bare), out var read) ? Math.Max(1, read.Size)
            : 1;
    }

    // Several have constructors that correspond to properties, as DateTime has, and still do not keep their state in these.
    public static bool IsOfThePlatform(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return type.IsTupleType || (space?.Name == "System" && type.DeclaringSyntaxReferences.IsEmpty);
    }

    private static ITypeSymbol NotNull(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    // Inside the scope class its own types need no longer name.
    private string NameOf(INamedTypeSymbol type) => CaseOf(type)?.Name ?? (parts.AreNested && IsRoot(type) ? type.Name : TypeNames.Of(type));

    private bool IsRoot(INamedTypeSymbol type) => parts.All.Any(part => ScopeParts.Same(part, type));

    private void Report(Path path, ITypeSymbol type, string reason) => _problems.Add(new WireProblem(path.Member, path.Text, type, reason));

    /// <summary>The way to a type, and the innermost member on it that is declared in this compilation.</summary>
    private readonly record struct Path(string Text, ISymbol Member)
    {
        public Path Within() => this with { Text = Text + "[]" };

        public Path To(ISymbol member, ScopeParts parts) => new(Text + "." + member.Name, parts.IsDeclaredHere(member) ? member : Member);
    }
}
