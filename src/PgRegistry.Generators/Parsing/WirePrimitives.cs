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
        SpecialType.None when IsInSystem(type) => type.Name switch
        {
            "Guid" => (WireKind.Helper, "Guid", "guid"),
            "Half" => (WireKind.Helper, "Half", "float16"),
            "Int128" => (WireKind.Helper, "Int128", "int128"),
            "UInt128" => (WireKind.Helper, "UInt128", "uint128"),
            _ => null,
        },
        _ => null,
    };

    private static bool IsInSystem(ITypeSymbol type) =>
        type is { IsValueType: true, ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        && type is INamedTypeSymbol { IsGenericType: false };
}
