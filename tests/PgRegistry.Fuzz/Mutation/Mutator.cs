namespace PgRegistry.Fuzz.Mutation;

/// <summary>
/// Changes a valid frame, knowing how it is built: mostly one element, so that what is before and behind it still makes sense.
/// </summary>
/// <param name="donors">Other frames, whose parts are put in.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> donors)
{
    private readonly Node[] _donors = [.. donors.Select(frame => Node.Parse(frame))];
    private readonly byte[][] _numbers = NumbersIn(donors);

    /// <summary>A frame that is mostly like the given one.</summary>
    public byte[] Change(byte[] frame, Random random)
    {
        // What was changed before may not be readable any more.
        if (random.OneIn(8) || Node.TryParse(frame) is not { } root)
        {
            return ByteMutator.Change(frame, random.Of(donors), random);
        }

        for (var changes = random.Few(4); changes > 0; changes--)
        {
            root = Change(root, random);
        }

        var bytes = root.Encode();
        return random.OneIn(12) ? ByteMutator.Change(bytes, frame, random) : bytes;
    }

    private Node Change(Node root, Random random)
    {
        var all = root.All().ToArray();
        var (parent, node) = random.Of(all);
        if (IsHead(root, node) && !random.OneIn(4))
        {
            // What is no frame, or of no known kind, is refused before anything interesting.
            (parent, node) = random.Of(all);
        }

        switch (random.Next(16))
        {
            case < 5:
                return Replace(root, parent, node, new Node { Bytes = OtherNumber(node, random) });
            case < 7:
                return Replace(root, parent, node, new Node { Bytes = random.OneIn(8) ? Boundaries.Nested(random) : random.Of(Boundaries.Others) });
            case 7:
                return Replace(root, parent, node, random.Of(random.Of(_donors).All().ToArray()).Node.Copy());
            case 8:
                parent?.Children.Remove(node);
                return root;
            case 9 when parent is not null:
                parent.Children.Insert(random.Next(parent.Children.Count + 1), node.Copy());
                return root;
            case 10 when parent is not null:
                var other = random.Next(parent.Children.Count);
                var index = parent.Children.IndexOf(node);
                (parent.Children[index], parent.Children[other]) = (parent.Children[other], parent.Children[index]);
                return root;
            case 11:
                node.Claim = node.Kind == NodeKind.Scalar ? null : random.Of(Boundaries.Lengths);
                return root;
            case 12 when node.Kind != NodeKind.Scalar:
                node.Claim = (uint)Math.Max(0, node.Children.Count + random.Next(-2, 3));
                return root;
            case 13 when node.Kind != NodeKind.Scalar && node.Children.Count > 0:
                node.Children.AddRange(Enumerable.Range(0, random.Of([1, 2, 20, 300])).Select(_ => random.Of(node.Children).Copy()).ToArray());
                return root;
            case 14 when node.Kind == NodeKind.Scalar:
                return Replace(root, parent, node, new Node { Bytes = ByteMutator.Change(node.Bytes, node.Bytes, random) });
            default:
                return Replace(root, parent, node, Wrapped(node, random));
        }
    }

    private static bool IsHead(Node root, Node node) => node == root || (root.Children.Count > 0 && node == root.Children[0]);

    /// <summary>A number at an edge, one that means something elsewhere, or a neighbour of the present one.</summary>
    private byte[] OtherNumber(Node node, Random random) => random.Next(3) switch
    {
        0 => random.Of(Boundaries.Numbers),
        1 when Raw.ToNumber(node.Bytes) is { } number => Raw.Of(unchecked(number + (ulong)random.Next(-3, 4))),
        _ => random.Of(_numbers),
    };

    private static Node Wrapped(Node node, Random random)
    {
        var wrapper = new Node { Kind = random.OneIn(2) ? NodeKind.Array : NodeKind.Block };
        wrapper.Children.Add(node.Copy());
        return wrapper;
    }

    private static Node Replace(Node root, Node? parent, Node node, Node replacement)
    {
        if (parent is null)
        {
            return replacement;
        }

        parent.Children[parent.Children.IndexOf(node)] = replacement;
        return root;
    }

    private static byte[][] NumbersIn(IEnumerable<byte[]> frames) =>
        [.. frames.SelectMany(frame => Node.Parse(frame).All()).Select(pair => Raw.ToNumber(pair.Node.Bytes)).OfType<ulong>().Distinct().Order().Select(Raw.Of)];
}
