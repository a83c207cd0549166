namespace PgRegistry.Tests.Concurrency;

/// <summary>
/// The states that one writer's entries under a key go through, noted before each operation and after it: what the sequential model says
/// a reader may see. One writer, any number of readers.
/// </summary>
internal sealed class KeyHistory
{
    private readonly List<Fingerprint> _states = [default];
    private readonly Lock _lock = new();
    private int _finished;

    /// <summary>The last state whose operation has returned: no later read on this node may see an older one.</summary>
    public int Finished => Volatile.Read(ref _finished);

    /// <summary>The state after the operation that begins now.</summary>
    public void Begin(Fingerprint state)
    {
        lock (_lock)
        {
            _states.Add(state);
        }
    }

    public void End() => Volatile.Write(ref _finished, _finished + 1);

    /// <summary>The first state from a place on that looks so; negative when no operation that has begun made one.</summary>
    public int Find(Fingerprint seen, int from)
    {
        lock (_lock)
        {
            return _states.IndexOf(seen, from);
        }
    }
}

/// <summary>A multiset of members, whatever their order.</summary>
internal readonly record struct Fingerprint(int Count, ulong Sum)
{
    public Fingerprint With(ulong serial, long operation) => new(Count + 1, Sum + Of(serial, operation));

    public Fingerprint Without(ulong serial, long operation) => new(Count - 1, Sum - Of(serial, operation));

    private static ulong Of(ulong serial, long operation)
    {
        var mixed = ((serial << 32) ^ (ulong)operation) + 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
