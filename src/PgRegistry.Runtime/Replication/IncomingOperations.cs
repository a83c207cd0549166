namespace PgRegistry.Replication;

/// <summary>
/// The list of what a frame holds, used again by each thread that takes frames in: a new list of some thousands is a large object, and has everything
/// collected every few frames.
/// </summary>
internal readonly ref struct IncomingOperations<TKey, TValue>
{
    /// <summary>A segment of the log has some thousands.</summary>
    private const int MaxKept = 8192;

    [ThreadStatic]
    private static List<Operation<TKey, TValue>>? t_list;

    private IncomingOperations(List<Operation<TKey, TValue>> list) => List = list;

    public List<Operation<TKey, TValue>> List { get; }

    public static IncomingOperations<TKey, TValue> Rent()
    {
        // Taken away meanwhile: user code that a frame calls may bring in another one.
        var list = t_list ?? [];
        t_list = null;
        return new IncomingOperations<TKey, TValue>(list);
    }

    public void Dispose()
    {
        List.Clear();
        if (List.Capacity <= MaxKept)
        {
            t_list = List;
        }
    }
}
