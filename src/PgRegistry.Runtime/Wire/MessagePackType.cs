using System.Diagnostics.CodeAnalysis;

namespace PgRegistry.Wire;

/// <summary>The kinds of values that MessagePack knows. Each has one or several formats; see <see cref="MessagePackCode"/>.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The specification names them so.")]
public enum MessagePackType
{
    /// <summary>No kind: the code 0xc1, which the specification never uses.</summary>
    Unknown = 0,

    /// <summary>An integer, signed or unsigned, of any width.</summary>
    Integer = 1,

    /// <summary>Nil, the absent value.</summary>
    Nil = 2,

    /// <summary>True or false.</summary>
    Boolean = 3,

    /// <summary>A floating-point number of 32 or 64 bits.</summary>
    Float = 4,

    /// <summary>A text, as UTF-8.</summary>
    String = 5,

    /// <summary>Bytes.</summary>
    Binary = 6,

    /// <summary>A sequence of values.</summary>
    Array = 7,

    /// <summary>A sequence of pairs of values.</summary>
    Map = 8,

    /// <summary>Typed bytes, among them the timestamp.</summary>
    Extension = 9,
}
