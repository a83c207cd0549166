using PgRegistry.Fuzz.Mutation;
using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>Encoded keys and values that fit a scope, taken from what real nodes said.</summary>
internal sealed class EntryPool
{
    private static readonly Lazy<Dictionary<ulong, EntryPool>> s_pools = new(Collect);

    private readonly List<byte[]> _keys = [];
    private readonly List<byte[]> _values = [];

    public IReadOnlyList<byte[]> Keys => _keys;

    public IReadOnlyList<byte[]> Values => _values;

    /// <summary>By the number of the stage's instance.</summary>
    public static EntryPool Of(ulong instance) => s_pools.Value[instance];

    private static Dictionary<ulong, EntryPool> Collect()
    {
        var pools = new Dictionary<ulong, EntryPool>();
        foreach (var frame in Plays.All.SelectMany(play => play.Frames.Select(item => item.Frame)).Where(frame => frame[1] == (byte)FrameKind.SyncChunk))
        {
            var values = Node.Parse(frame).Children;
            var instance = Raw.ToNumber(values[1].Bytes)!.Value;
            if (!pools.TryGetValue(instance, out var pool))
            {
                pools[instance] = pool = new EntryPool();
            }

            foreach (var entry in values[5].Children.Chunk(5))
            {
                pool._keys.Add(entry[3].Encode());
                pool._values.Add(entry[4].Encode());
            }
        }

        return pools;
    }
}
