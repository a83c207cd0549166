using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>Reads collections, whose formatters and comparers are put together of the runtime's and kept in static fields.</summary>
internal sealed partial class WireTypeReader
{
    private readonly List<FieldModel> _fields = [];
    private readonly HashSet<string> _fieldNames = new(StringComparer.Ordinal);

    // Values alone are compared: keys have no collections, and messages are sent whatever came before.
    private bool _compares;

    /// <summary>The fields that the formatters and comparers use, in an order in which they can be set.</summary>
    public IReadOnlyList<FieldModel> Fields => _fields;

    /// <summary>The class that has them, nested in the scope's: its own fields would be set in an order that nobody knows. Empty when there are none.</summary>
    public string FieldsName { get; private set; } = "";

    private WireType? ReadCollection(CollectionType collection, ITypeSymbol type, Nullability nullability, Path path)
    {
        if (_open.Count >= MaxDepth)
        {
            Report(path, type, "is nested too deep; use a record or a shorter way");
            return null;
        }

        _open.Push(type);
        var elements = collection.Arguments.Select(argument => ReadType(argument, path.Within())).ToList();
        _open.Pop();
        if (elements.Contains(null) || ProblemWithElements(collection) is var problem && problem is not null && Refuse(path, type, problem))
        {
            return null;
        }

        var parts = elements.ConvertAll(element => element!);
        var name = type is IArrayTypeSymbol ? parts[0].DeclaredName + "[]" : $"{TypeNames.WithoutArguments(type)}<{string.Join(", ", parts.Select(part => part.DeclaredName))}>";
        var isBytes = collection.Name is "Array" or "ImmutableArray" && collection.Arguments[0].SpecialType == SpecialType.System_Byte;
        var code = isBytes
            ? "_Formatters." + (collection.IsImmutable ? "ImmutableBytes" : "Bytes")
            : $"_Formatters.{collection.Name}Of({string.Join(", ", parts.Select(FormatterOf))})";
        var words = TypeNames.InWords(type);
        var formatter = Field(words + "Formatter", $"global::PgRegistry.Wire.IWireFormatter<{name}>", code);
        return new WireType(
            WireKind.Field,
            name,
            formatter,
            $"{collection.SchemaName}<{string.Join(",", parts.Select(SchemaOf))}>",
            nullability,
            formatter,
            Comparer: _compares && collection.IsImmutable ? CollectionComparer(collection, parts, name, words, nullability) : null,
            Records: parts.SelectMany(part => part.Kind == WireKind.Record ? [part.Codec] : (IEnumerable<string>)part.Records).ToEquatableArray());
    }

    private string CollectionComparer(CollectionType collection, List<WireType> parts, string name, string words, Nullability nullability)
    {
        var last = parts[parts.Count - 1];
        var element = last.Comparer ?? "";
        var code = (collection.LooksUp, parts.Count) switch
        {
            (false, _) => $"_Comparers.{collection.Name}Of<{last.DeclaredName}>({element})",
            (_, 1) => $"_Comparers.SetOf<{name}, {last.DeclaredName}>()",
            _ => $"_Comparers.DictionaryOf<{name}, {parts[0].DeclaredName}, {last.DeclaredName}>({element})",
        };
        var compared = collection.Name == "ImmutableArray" ? name : name + "?";
        return Nullable(Field(words + "Comparer", $"global::System.Collections.Generic.IEqualityComparer<{compared}>", code), name, words, nullability);
    }

    /// <summary>The name of the comparer that a record needs, because something in it is not compared by content otherwise.</summary>
    private string? NameComparer(INamedTypeSymbol type, List<MemberModel> members) =>
        _compares && members.Any(member => member.Type.Comparer is not null) && !EqualityRules.HasOwnEquals(type) ? _names.For(type.Name, "Comparer") : null;

    private string? ComparerOf(RecordModel record, INamedTypeSymbol type, Nullability nullability) =>
        record.ComparerName is { } comparer ? Nullable(comparer + ".Instance", TypeNames.Of(type), TypeNames.InWords(type), nullability) : null;

    private string Nullable(string comparer, string name, string words, Nullability nullability) => nullability == Nullability.Value
        ? Field($"Nullable{words}Comparer", $"global::System.Collections.Generic.IEqualityComparer<{name}?>", $"_Comparers.NullableOf<{name}>({comparer})")
        : comparer;

    private string Field(string words, string type, string code)
    {
        foreach (var known in _fields)
        {
            if (known.TypeName == type && known.Code == code)
            {
                return $"{FieldsName}.{known.Name}";
            }
        }

        if (FieldsName.Length == 0)
        {
            FieldsName = _names.For("Shared", "");
            _fieldNames.Add(FieldsName);
        }

        var name = words;
        for (var number = 2; !_fieldNames.Add(name); number++)
        {
            name = words + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        _fields.Add(new FieldModel(name, type, code));
        return $"{FieldsName}.{name}";
    }

    private bool Refuse(Path path, ITypeSymbol type, string reason)
    {
        Report(path, type, reason);
        return true;
    }

    private string? ProblemWithElements(CollectionType collection)
    {
        var looked = collection.Arguments[0];
        if (!collection.LooksUp)
        {
            return null;
        }

        return EqualityRules.CollectionIn(looked, parts) is { } inner
                ? $"looks up '{TypeNames.Short(looked)}' by its equality, and '{TypeNames.Short(inner)}' is equal to itself alone; use elements without collections"
            : collection.IsSorted && !EqualityRules.HasOrder(looked)
                ? $"sorts '{TypeNames.Short(looked)}', which has no order; implement IComparable<T>, or use a collection that is not sorted"
            : null;
    }

    private static string FormatterOf(WireType type) => type.Nullability switch
    {
        Nullability.Value => $"_Formatters.NullableOf({type.Formatter})",
        Nullability.Reference => $"_Formatters.OptionalOf({type.Formatter})",
        _ => type.Formatter,
    };

    private static string SchemaOf(WireType type) => (type.Kind == WireKind.Record ? "record" : type.SchemaName) + (type.Nullability == Nullability.None ? "" : "?");
}
