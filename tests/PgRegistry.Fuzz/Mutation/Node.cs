using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Mutation;

/// <summary>What a MessagePack value is, as far as it can be changed.</summary>
internal enum NodeKind
{
    /// <summary>Bytes that are written as they are.</summary>
    Scalar,

    Array,

    /// <summary>A bin that holds values one after the other: the records of a Delta, the entries of a chunk.</summary>
    Block,
}

/// <summary>A MessagePack value as a tree that can be changed, and can lie about its lengths.</summary>
internal sealed class Node
{
    public NodeKind Kind { get; init; }

    public byte[] Bytes { get; init; } = [];

    public List<Node> Children { get; } = [];

    /// <summary>What the header says instead of the truth; null for the truth.</summary>
    public uint? Claim { get; set; }

    /// <summary>All nodes with the one that each is in, the root first.</summary>
    public IEnumerable<(Node? Parent, Node Node)> All(Node? parent = null) =>
        Children.SelectMany(child => child.All(this)).Prepend((parent, this));

    /// <summary>Reads valid bytes; a bin is taken for a block when it consists of values.</summary>
    public static Node Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        return Parse(ref reader);
    }

    /// <summary>Null when the bytes are not valid.</summary>
    public static Node? TryParse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            reader.Skip();
            return Parse(bytes);
        }
        catch (WireFormatException)
        {
            return null;
        }
    }

    public byte[] Encode()
    {
        var output = new List<byte>();
        Encode(output);
        return [.. output];
    }

    public Node Copy()
    {
        var copy = new Node { Kind = Kind, Bytes = Bytes, Claim = Claim };
        copy.Children.AddRange(Children.Select(child => child.Copy()));
        return copy;
    }

    private static Node Parse(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Array:
                var array = new Node { Kind = NodeKind.Array };
                for (var left = reader.ReadArrayHeader(); left > 0; left--)
                {
                    array.Children.Add(Parse(ref reader));
                }

                return array;
            case MessagePackType.Binary:
                var start = reader;
                return ParseBlock(reader.ReadBytesSpan()) ?? new Node { Bytes = start.ReadRaw().ToArray() };
            default:
                return new Node { Bytes = reader.ReadRaw().ToArray() };
        }
    }

    private static Node? ParseBlock(ReadOnlySpan<byte> bytes)
    {
        var block = new Node { Kind = NodeKind.Block };
        var reader = new MessagePackReader(bytes);
        try
        {
            while (!reader.End)
            {
                block.Children.Add(Parse(ref reader));
            }
        }
        catch (WireFormatException)
        {
            return null;
        }

        return block;
    }

    private void Encode(List<byte> output)
    {
        switch (Kind)
        {
            case NodeKind.Scalar:
                output.AddRange(Bytes);
                break;
            case NodeKind.Array:
                Raw.ArrayHeader(output, Claim ?? (uint)Children.Count);
                Children.ForEach(child => child.Encode(output));
                break;
            default:
                var inner = new List<byte>();
                Children.ForEach(child => child.Encode(inner));
                Raw.BinHeader(output, Claim ?? (uint)inner.Count);
                output.AddRange(inner);
                break;
        }
    }
}
