namespace PgRegistry.Generators.Model;

/// <summary>How a member's type is read and written.</summary>
/// <param name="Kind">By which means.</param>
/// <param name="TypeName">The type as emitted code names it, without the question mark of a nullable one.</param>
/// <param name="Codec">What stands after <c>Read</c> in the reader's or helper's method; for a record, its formatter; for a field, its name.</param>
/// <param name="SchemaName">What the schema calls it; empty for a record, whose members the schema lists instead.</param>
/// <param name="Nullability">Whether and how it can be null.</param>
/// <param name="Formatter">An expression that is its formatter; it takes no null.</param>
/// <param name="UnderlyingName">For an enum, the keyword of the integer type below it.</param>
/// <param name="Comparer">An expression that compares two by content, null among them; null where their own equality does.</param>
/// <param name="Records">For a collection, the formatters of the records in its schema name, in their order there.</param>
internal sealed record WireType(
    WireKind Kind,
    string TypeName,
    string Codec,
    string SchemaName,
    Nullability Nullability,
    string Formatter,
    string? UnderlyingName = null,
    string? Comparer = null,
    EquatableArray<string> Records = default)
{
    /// <summary>The type as a parameter or local variable is declared with.</summary>
    public string DeclaredName => Nullability == Nullability.None ? TypeName : TypeName + "?";
}

/// <summary>The means by which a type is read and written.</summary>
internal enum WireKind
{
    /// <summary>A method of the MessagePack reader and writer.</summary>
    Direct,

    /// <summary>A pair of methods of the runtime's <c>WireValues</c>.</summary>
    Helper,

    /// <summary>As the integer below it.</summary>
    Enum,

    /// <summary>A generated formatter.</summary>
    Record,

    /// <summary>A formatter that a static field holds.</summary>
    Field,
}

/// <summary>Whether and how a type can be null.</summary>
internal enum Nullability
{
    /// <summary>It cannot, or says that it should not.</summary>
    None,

    /// <summary>It is a <see cref="System.Nullable{T}"/>.</summary>
    Value,

    /// <summary>It is a reference type annotated as nullable, or not annotated at all.</summary>
    Reference,
}
