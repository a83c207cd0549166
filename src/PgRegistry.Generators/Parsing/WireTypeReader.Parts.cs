using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>Reads the key, the value and the message themselves.</summary>
internal sealed partial class WireTypeReader
{
    public PartModel? ReadKey() => ReadPart("Key", parts.Key!);

    public PartModel? ReadValue() => ReadPart("Value", parts.Value!);

    public PartModel? ReadMessage() => parts.Message is { } message ? ReadPart("Message", message) : null;

    /// <summary>Null when something in it is not supported.</summary>
    private PartModel? ReadPart(string role, ITypeSymbol annotated)
    {
        var type = NotNull(annotated);
        var path = new Path(type.Name.Length > 0 ? type.Name : TypeNames.Short(type), parts.PlaceOf(type));
        _compares = role == "Value";
        return parts.IsRecord(type) ? ReadRecordPart(role, (INamedTypeSymbol)type, path) : ReadPlainPart(role, type, path);
    }

    private PartModel? ReadRecordPart(string role, INamedTypeSymbol type, Path path)
    {
        RecordModel? record;
        if (role == "Message" && _cases.Count > 0)
        {
            record = ReadUnion(type);
        }
        else if (role == "Message" && type.IsAbstract)
        {
            Report(path, type, "is abstract and has no cases; declare records nested in it that derive from it, or make it not abstract");
            return null;
        }
        else
        {
            record = ReadRecord(type, path);
        }

        return record is null ? null : new PartModel(
            NameOf(role), AliasOf(type), record.FormatterName + ".Instance", record.PatternName, PatternAlias: null, record.ComparerName is { } comparer ? comparer + ".Instance" : null, record, Plain: null);
    }

    /// <summary>What is no record is named by the attribute, or has a formatter of the user's: it is used as it is.</summary>
    private PartModel? ReadPlainPart(string role, ITypeSymbol type, Path path)
    {
        if (parts.AreNested && !parts.Formatters.Contains(type))
        {
            Report(path, type, "is not a record; declare it as one");
            return null;
        }

        if (role == "Key" && !parts.Formatters.Contains(type) && CollectionType.Find(type) is not null)
        {
            // It has a rule of its own.
            return null;
        }

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } || (role == "Key" && type.Name == "Pid" && WirePrimitives.Find(type) is not null)
            || (role != "Message" && !parts.Formatters.Contains(type) && CollectionType.Find(type) is not null))
        {
            Report(path, type, $"cannot be the {role.ToLowerInvariant()} itself; declare a record with it as a member");
            return null;
        }

        if (ReadNotNull(type, Nullability.None, path) is not { } plain)
        {
            return null;
        }

        // A formatter of the runtime's has no short name in the file of the operations.
        var formatter = plain.Kind == WireKind.Field ? plain.Formatter : Field(role + "Formatter", $"global::PgRegistry.Wire.IWireFormatter<{plain.TypeName}>", plain.Formatter);
        return new PartModel(NameOf(role), AliasOf(type), formatter, $"_{role}Pattern", WirePrimitives.ConstraintOf(plain), Comparer: null, Record: null, plain);
    }

    private string NameOf(string role) => parts.AreNested ? role : "_" + role;

    private string? AliasOf(ITypeSymbol type) => parts.AreNested ? null : TypeNames.Of(type);
}
