using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PgRegistry.Wire;

// Apart from the reads, so that those stay small enough to be inlined.
public ref partial struct MessagePackReader
{
    [DoesNotReturn]
    private readonly void ThrowWrongType(string expected) => ThrowWrongType(expected, _position);

    [DoesNotReturn]
    private readonly void ThrowWrongType(string expected, int offset) =>
        throw new WireFormatException(string.Create(
            CultureInfo.InvariantCulture, $"Expected {expected} at offset {offset}, found {MessagePackCode.ToFormatName(_input[offset])}."));

    [DoesNotReturn]
    private readonly void ThrowEnd(string expected) =>
        throw new WireFormatException(string.Create(
            CultureInfo.InvariantCulture, $"Expected {expected} at offset {_input.Length}, found the end of the input."));

    [DoesNotReturn]
    private readonly void ThrowTruncated(int offset, string expected, ulong needed) =>
        throw new WireFormatException(string.Create(
            CultureInfo.InvariantCulture,
            $"Expected {expected} at offset {offset}, found {Found(offset)} that takes {needed} bytes where {_input.Length - offset} remain."));

    [DoesNotReturn]
    private readonly void ThrowTooMany(int offset, int header, uint count, int valuesEach, string expected) =>
        throw new WireFormatException(string.Create(
            CultureInfo.InvariantCulture,
            $"Expected {expected} at offset {offset}, found {Found(offset)} of {count} {(valuesEach == 1 ? "elements" : "pairs")} where {_input.Length - offset - header} bytes remain behind it."));

    [DoesNotReturn]
    private readonly void ThrowOverflow(ulong bits, bool negative, string target)
    {
        var value = negative ? unchecked((long)bits).ToString(CultureInfo.InvariantCulture) : bits.ToString(CultureInfo.InvariantCulture);
        throw new WireFormatException(string.Create(
            CultureInfo.InvariantCulture, $"Expected {target} at offset {_position}, found {Found(_position)} with the value {value}, which does not fit."));
    }

    [DoesNotReturn]
    private readonly void ThrowTooDeep(int offset) =>
        throw new WireFormatException(string.Create(
            CultureInfo.InvariantCulture, $"Expected at most {MaximumDepth} levels of arrays and maps, found {Found(offset)} at offset {offset} as one more."));

    private readonly string Found(int offset) => offset < _input.Length ? MessagePackCode.ToFormatName(_input[offset]) : "the end of the input";
}
