using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Parsing;

/// <summary>The types that the runtime itself reads and writes.</summary>
internal static class WirePrimitives
{
    /// <summary>The kind of a primitive, what its methods are called, and its name in a schema; null for any other type.</summary>
    public static (WireKind Kind, string Codec, string SchemaName)? Find(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => (WireKind.Direct, "Boolean", "bool"),
        SpecialType.System_SByte => (WireKind.Direct, "SByte", "int8"),
        SpecialType.System_Byte => (WireKind.Direct, "Byte", "uint8"),
        SpecialType.System_Int16 => (WireKind.Direct, "Int16", "int16"),
        SpecialType.System_UInt16 => (WireKind.Direct, "UInt16", "uint16"),
        SpecialType.System_Int32 => (WireKind.Direct, "Int32", "int32"),
        SpecialType.System_UInt32 => (WireKind.Direct, "UInt32", "uint32"),
        SpecialType.System_Int64 => (WireKind.Direct, "Int64", "int64"),
        SpecialType.System_UInt64 => (WireKind.Direct, "UInt64", "uint64"),
        SpecialType.System_Single => (WireKind.Direct, "Single", "float32"),
        SpecialType.System_Double => (WireKind.Direct, "Double", "float64"),
        SpecialType.System_String => (WireKind.Direct, "String", "string"),
        SpecialType.System_Char => (WireKind.Helper, "Char", "char"),
        SpecialType.System_Decimal => (WireKind.Helper, "Decimal", "decimal"),
        SpecialType.System_DateTime => (WireKind.Helper, "DateTime", "datetime"),
        SpecialType.None => OfNamespace(type) switch
        {
            "System" when type.IsValueType => type.Name switch
            {
                "Guid" => (WireKind.Helper, "Guid", "guid"),
                "Half" => (WireKind.Helper, "Half", "float16"),
                "Int128" => (WireKind.Helper, "Int128", "int128"),
                "UInt128" => (WireKind.Helper, "UInt128", "uint128"),
                "DateTimeOffset" => (WireKind.Helper, "DateTimeOffset", "datetimeoffset"),
                "DateOnly" => (WireKind.Helper, "DateOnly", "date"),
                "TimeOnly" => (WireKind.Helper, "TimeOnly", "time"),
                "TimeSpan" => (WireKind.Helper, "TimeSpan", "timespan"),
                _ => null,
            },
            "System" when type.Name == "Uri" => (WireKind.Helper, "Uri", "uri"),
            "PgRegistry" when type.Name == "Pid" => (WireKind.Helper, "Pid", "pid"),
            "PgRegistry" when type.Name == "NodeId" => (WireKind.Helper, "NodeId", "node"),
            _ => null,
        },
        _ => null,
    };

    /// <summary>What a pattern constrains one with.</summary>
    public static string ConstraintOf(WireType type) => "global::PgRegistry." + type switch
    {
        { Kind: WireKind.Direct, Codec: "String" } => "TextConstraint",
        { Kind: WireKind.Enum } or { Kind: WireKind.Direct or WireKind.Helper, Codec: not ("Boolean" or "Guid" or "Uri" or "Pid" or "NodeId") } => $"RangeConstraint<{type.DeclaredName}>",
        _ => $"Constraint<{type.DeclaredName}>",
    };

    /// <summary>The namespace of a type of the platform or of this library; empty for any other.</summary>
    private static string OfNamespace(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsGenericType: false, ContainingType: null, ContainingNamespace: { Name: "System" or "PgRegistry", ContainingNamespace.IsGlobalNamespace: true } space, DeclaringSyntaxReferences.IsEmpty: true }
            ? space.Name
            : "";
}
