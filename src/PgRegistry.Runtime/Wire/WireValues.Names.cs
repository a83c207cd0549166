namespace PgRegistry.Wire;

public static partial class WireValues
{
    /// <summary>Writes a URI: an array of whether it is absolute, and the text that it was made from.</summary>
    /// <exception cref="ArgumentNullException">The URI is null.</exception>
    /// <exception cref="ArgumentException">Nobody could make an equal one from its text: it is an absolute path without <c>file:</c>, which not
    /// every system takes for a URI; it was made with special options; or its type is derived from <see cref="Uri"/>.</exception>
    public static void WriteUri(ref MessagePackWriter writer, Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.OriginalString;
        if (value.GetType() != typeof(Uri) || (value.IsAbsoluteUri && value.IsFile && !text.AsSpan().TrimStart().StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            || MakeUri(value.IsAbsoluteUri, text) is not { } again || !again.Equals(value) || again.ToString() != value.ToString())
        {
            throw new ArgumentException($"The URI '{text}' would not be equal on every node; make it from a whole URI, such as file:///etc/hosts, and without options.", nameof(value));
        }

        writer.WriteArrayHeader(2);
        writer.Write(value.IsAbsoluteUri);
        writer.Write(text);
    }

    /// <summary>Reads what <see cref="WriteUri"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no array of a Boolean and a string, or the string is no URI of that kind.</exception>
    public static Uri ReadUri(ref MessagePackReader reader)
    {
        var before = reader;
        try
        {
            ReadArrayHeaderOf(ref reader, 2, "Uri");
            var isAbsolute = reader.ReadBoolean();
            var text = reader.ReadString() ?? throw new WireFormatException("A URI's text is nil.");
            return MakeUri(isAbsolute, text) ?? throw new WireFormatException($"Expected Uri at offset {before.Consumed}, found a text that is none.");
        }
        catch (WireFormatException)
        {
            reader = before;
            throw;
        }
    }

    /// <summary>Writes a node's identity: an array of its name and its incarnation.</summary>
    /// <exception cref="ArgumentNullException">The identity is null.</exception>
    public static void WriteNodeId(ref MessagePackWriter writer, NodeId value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(2);
        writer.Write(value.Name);
        writer.Write(value.Incarnation);
    }

    /// <summary>Reads what <see cref="WriteNodeId"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no array of a string and an integer, or the string is no name of a node.</exception>
    public static NodeId ReadNodeId(ref MessagePackReader reader)
    {
        var before = reader;
        try
        {
            ReadArrayHeaderOf(ref reader, 2, "NodeId");
            return ReadNodeParts(ref reader);
        }
        catch (WireFormatException)
        {
            reader = before;
            throw;
        }
    }

    /// <summary>Writes a process's address: an array of its node's name, the incarnation, and the serial number; an empty one for none.</summary>
    public static void WritePid(ref MessagePackWriter writer, Pid value)
    {
        if (value.Node is not { } node)
        {
            writer.WriteArrayHeader(0);
            return;
        }

        writer.WriteArrayHeader(3);
        writer.Write(node.Name);
        writer.Write(node.Incarnation);
        writer.Write(value.Serial);
    }

    /// <summary>Reads what <see cref="WritePid"/> wrote.</summary>
    /// <exception cref="WireFormatException">There is no such array, or it is no address.</exception>
    public static Pid ReadPid(ref MessagePackReader reader)
    {
        var before = reader;
        try
        {
            if (reader.ReadArrayHeader() == 0)
            {
                return default;
            }

            reader = before;
            ReadArrayHeaderOf(ref reader, 3, "Pid");
            var node = ReadNodeParts(ref reader);
            return reader.ReadUInt64() is > 0 and var serial ? new Pid(node, serial) : throw new WireFormatException($"Expected Pid at offset {before.Consumed}, found the serial number 0.");
        }
        catch (WireFormatException)
        {
            reader = before;
            throw;
        }
    }

    private static NodeId ReadNodeParts(ref MessagePackReader reader)
    {
        var name = reader.ReadString();
        return NodeId.ProblemWith(name) is null
            ? new NodeId(name!, reader.ReadUInt64())
            : throw new WireFormatException($"Expected the name of a node before offset {reader.Consumed}, found a text that is none.");
    }

    // An escaped path may make the constructor throw where TryCreate says false, so this alone is asked.
    private static Uri? MakeUri(bool isAbsolute, string text) => Uri.TryCreate(text, isAbsolute ? UriKind.Absolute : UriKind.Relative, out var uri) ? uri : null;
}
