using System.ComponentModel;
using System.Globalization;

namespace PgRegistry.Wire;

/// <summary>
/// How types that MessagePack does not have are written. For generated formatters; any may use it to stay compatible with them.
/// </summary>
/// <remarks>Every method that reads throws <see cref="WireFormatException"/> alone, and has consumed nothing then unless it
/// says otherwise. Nothing allocates.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class WireValues
{
    /// <summary>Reads the header of the array that stands for a type's members.</summary>
    /// <param name="reader">The reader, at the array.</param>
    /// <param name="expected">How many members the type has here.</param>
    /// <param name="typeName">The type, for the message.</param>
    /// <exception cref="WireFormatException">There is no array, or one of another length: the peer has another version of the
    /// type. The message names the type and both counts.</exception>
    public static void ReadArrayHeaderOf(ref MessagePackReader reader, int expected, string typeName)
    {
        var before = reader;
        var found = reader.ReadArrayHeader();
        if (found != expected)
        {
            reader = before;
            throw new WireFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"Expected an array of {expected} for the members of {typeName} at offset {before.Consumed}, found one of {found}; the peer may have another version of the type."));
        }
    }

    /// <summary>Reads the header of the array that stands for a record's members. A peer of another version may have more of them, or fewer.</summary>
    /// <param name="reader">The reader, at the array.</param>
    /// <param name="least">How many members there must be: those without defaults.</param>
    /// <param name="typeName">The record, for the message.</param>
    /// <returns>How many members follow.</returns>
    /// <exception cref="WireFormatException">There is no array, or one of too few. The message names the record and both counts.</exception>
    public static int ReadMemberCount(ref MessagePackReader reader, int least, string typeName)
    {
        var before = reader;
        var found = reader.ReadArrayHeader();
        if (found < least)
        {
            reader = before;
            throw new WireFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"Expected an array of at least {least} for the members of {typeName} at offset {before.Consumed}, found one of {found}; the peer may have another version of the type."));
        }

        return found;
    }

    /// <summary>Passes over the members of a record that are not known here, behind those that were read.</summary>
    /// <param name="reader">The reader, behind the last member that is known.</param>
    /// <param name="more">How many there are; none when not positive.</param>
    /// <param name="record">What was made of the members that are known.</param>
    /// <returns>The record.</returns>
    /// <exception cref="WireFormatException">What stands there is damaged.</exception>
    public static T ThenSkip<T>(ref MessagePackReader reader, int more, T record)
    {
        for (; more > 0; more--)
        {
            reader.Skip();
        }

        return record;
    }

    /// <summary>Writes a GUID: a bin of 16 bytes in the order of the printed form (big-endian).</summary>
    public static void WriteGuid(ref MessagePackWriter writer, Guid value)
    {
        writer.WriteBinHeader(16);
        value.TryWriteBytes(writer.GetSpan(16), bigEndian: true, out _);
        writer.Advance(16);
    }

    /// <summary>Reads what <see cref="WriteGuid"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no bin of 16 bytes.</exception>
    public static Guid ReadGuid(ref MessagePackReader reader) => new(ReadBlock(ref reader, "Guid"), bigEndian: true);

    /// <summary>Writes a UTF-16 code unit as an integer, a lone surrogate too.</summary>
    public static void WriteChar(ref MessagePackWriter writer, char value) => writer.Write((ushort)value);

    /// <summary>Reads what <see cref="WriteChar"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no integer of 0 to 65535.</exception>
    public static char ReadChar(ref MessagePackReader reader) => (char)reader.ReadUInt16();

    private static ReadOnlySpan<byte> ReadBlock(ref MessagePackReader reader, string typeName)
    {
        var before = reader;
        var bytes = reader.ReadBytesSpan();
        if (bytes.Length != 16)
        {
            reader = before;
            throw new WireFormatException(string.Create(
                CultureInfo.InvariantCulture, $"Expected {typeName}, a bin of 16 bytes, at offset {before.Consumed}, found one of {bytes.Length}."));
        }

        return bytes;
    }
}
