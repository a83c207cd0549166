namespace PgRegistry.Wire;

public ref partial struct MessagePackReader
{
    /// <summary>
    /// How deep arrays and maps may be nested in a value that <see cref="Skip"/> passes over: 64, far more than any real message
    /// and little enough for code that does read recursively.
    /// </summary>
    public const int MaximumDepth = 64;

    private const int NoContainer = -1;

    /// <summary>Passes over one value with all that is in it. Does not allocate and does not recurse, whatever the input.</summary>
    /// <remarks>Checks formats, lengths and depth, but not whether strings are valid UTF-8.</remarks>
    /// <exception cref="WireFormatException">The value is cut off, has the never used code, or nests arrays and maps deeper than
    /// <see cref="MaximumDepth"/>; or no bytes are left.</exception>
    public void Skip()
    {
        var offset = _position;
        var children = Step(ref offset);
        if (children > 0)
        {
            SkipChildren(ref offset, children);
        }

        _position = offset;
    }

    /// <summary>Reads one value with all that is in it as its bytes, which <see cref="MessagePackWriter.WriteRaw"/> can write
    /// again. Points into the input; allocates nothing. Limits and checks are those of <see cref="Skip"/>.</summary>
    /// <exception cref="WireFormatException">As for <see cref="Skip"/>.</exception>
    public ReadOnlySpan<byte> ReadRaw()
    {
        var start = _position;
        Skip();
        return _input[start.._position];
    }

    private readonly void SkipChildren(ref int offset, int children)
    {
        // A count of values still to pass would do for skipping; the levels are there so that the depth can be refused.
        Span<int> left = stackalloc int[MaximumDepth];
        left[0] = children;
        var depth = 1;
        while (depth > 0)
        {
            if (left[depth - 1] == 0)
            {
                depth--;
                continue;
            }

            left[depth - 1]--;
            var start = offset;
            var inner = Step(ref offset);
            if (inner != NoContainer)
            {
                if (depth == MaximumDepth)
                {
                    ThrowTooDeep(start);
                }

                left[depth++] = inner;
            }
        }
    }

    // Passes over a scalar, or over the header of a container, and says how many values are in that.
    private readonly int Step(ref int offset)
    {
        const string Expected = "a value";
        var code = CodeAt(offset, Expected);
        var header = 1;
        switch (MessagePackCode.ToMessagePackType(code))
        {
            case MessagePackType.Array:
            case MessagePackType.Map:
                var valuesEach = code <= MessagePackCode.MaxFixMap || code >= MessagePackCode.Map16 ? 2 : 1;
                var count = code <= MessagePackCode.MaxFixArray
                    ? (uint)(code & 15)
                    : LengthAt(offset, code is MessagePackCode.Array16 or MessagePackCode.Map16 ? 2 : 4, Expected, out header);
                CheckCount(offset, header, count, valuesEach, Expected);
                offset += header;
                return (int)count * valuesEach;

            case MessagePackType.String:
                var text = code <= MessagePackCode.MaxFixStr
                    ? (uint)(code & 31)
                    : LengthAt(offset, 1 << (code - MessagePackCode.Str8), Expected, out header);
                offset += header + BlockAt(offset, header, text, Expected).Length;
                return NoContainer;

            case MessagePackType.Binary:
                var binary = LengthAt(offset, 1 << (code - MessagePackCode.Bin8), Expected, out header);
                offset += header + BlockAt(offset, header, binary, Expected).Length;
                return NoContainer;

            case MessagePackType.Extension:
                var data = code >= MessagePackCode.FixExt1
                    ? 1u << (code - MessagePackCode.FixExt1)
                    : LengthAt(offset, 1 << (code - MessagePackCode.Ext8), Expected, out header);

                // The type is the last of these bytes.
                header = 1 + PayloadAt(offset, header, Expected).Length;
                offset += header + BlockAt(offset, header, data, Expected).Length;
                return NoContainer;

            case MessagePackType.Float:
                offset += 1 + PayloadAt(offset, code == MessagePackCode.Float32 ? 4 : 8, Expected).Length;
                return NoContainer;

            case MessagePackType.Integer when code is >= MessagePackCode.UInt8 and <= MessagePackCode.Int64:
                offset += 1 + PayloadAt(offset, 1 << ((code - MessagePackCode.UInt8) & 3), Expected).Length;
                return NoContainer;

            case MessagePackType.Unknown:
                ThrowWrongType(Expected, offset);
                return NoContainer;

            default:
                offset++;
                return NoContainer;
        }
    }
}
