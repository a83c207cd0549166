using System.Globalization;

namespace PgRegistry.Network.Agents;

/// <summary>The number of some entries and a hash that their order does not matter for: the same for the same entries in every process.</summary>
internal readonly record struct Digest(int Count, ulong Hash)
{
    public Digest With(ulong entry) => new(Count + 1, unchecked(Hash + entry));

    public Digest Without(ulong entry) => new(Count - 1, unchecked(Hash - entry));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}/{Hash:x16}");

    public static Digest Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new Digest(
            int.Parse(text.AsSpan(0, slash), CultureInfo.InvariantCulture),
            ulong.Parse(text.AsSpan(slash + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    public static Dictionary<NodeId, Digest> ByOrigin(IEnumerable<Entry<Things.Key, Things.Value>> entries)
    {
        var digests = new Dictionary<NodeId, Digest>();
        foreach (var entry in entries)
        {
            digests[entry.Id.Node] = digests.GetValueOrDefault(entry.Id.Node).With(HashOf(entry));
        }

        return digests;
    }

    /// <summary>Of everything that an entry has: its identity, its process, its key and its value.</summary>
    public static ulong HashOf(in Entry<Things.Key, Things.Value> entry)
    {
        var id = entry.Id;
        var hash = Mix(14695981039346656037UL, id.Node.Name);
        hash = Mix(hash, id.Node.Incarnation);
        hash = Mix(hash, id.Instance);
        hash = Mix(hash, (ulong)id.Tag);
        hash = Mix(hash, entry.Pid.ToString());
        hash = Mix(hash, entry.Key.Group);
        hash = Mix(hash, (ulong)entry.Key.Number);
        hash = Mix(hash, (ulong)entry.Value.Version);
        return Mix(hash, entry.Value.Text);
    }

    private static ulong Mix(ulong hash, string text)
    {
        foreach (var c in text)
        {
            hash = Mix(hash, c);
        }

        return Mix(hash, (ulong)text.Length);
    }

    /// <summary>A step of FNV and the scrambling of SplitMix64: sums of hashes that are not scrambled would cancel out.</summary>
    private static ulong Mix(ulong hash, ulong value)
    {
        unchecked
        {
            hash = (hash ^ value) * 1099511628211UL;
            hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9UL;
            hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebUL;
            return hash ^ (hash >> 31);
        }
    }
}
