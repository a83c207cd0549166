namespace PgRegistry.Wire;

/// <summary>What stands before the data of a MessagePack extension: its type and the length of the data.</summary>
/// <param name="TypeCode">The type. Applications choose from 0 to 127; the specification reserves negative codes, and −1 is the
/// timestamp.</param>
/// <param name="Length">The length of the data in bytes.</param>
public readonly record struct ExtensionHeader(sbyte TypeCode, uint Length);
