namespace PgRegistry.Wire;

/// <summary>Writes values of one type as MessagePack and reads them back.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <remarks>
/// An implementation is stateless: one instance is used from many threads at once, and what it writes depends on the value
/// alone. <see cref="Write"/> writes exactly one MessagePack value (an array when there are several parts), and
/// <see cref="Read"/> consumes exactly that one, so that values can stand next to each other.
/// </remarks>
public interface IWireFormatter<T>
{
    /// <summary>Writes a value as exactly one MessagePack value.</summary>
    /// <param name="writer">The writer, at the place of the value. The caller flushes it.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value cannot be written without loss. What was written until then is discarded
    /// by the caller.</exception>
    void Write(ref MessagePackWriter writer, T value);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">The reader, at the place of the value.</param>
    /// <returns>A value equal to the one that was written.</returns>
    /// <exception cref="WireFormatException">The input is damaged or is no value that this formatter writes. No other
    /// exception may come out, whatever the input is: it may be from a hostile or an incompatible peer.</exception>
    T Read(ref MessagePackReader reader);
}
