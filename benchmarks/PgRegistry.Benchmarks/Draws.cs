namespace PgRegistry.Benchmarks;

/// <summary>
/// Items at random, the same ones in every run. They are drawn, not shuffled: who goes round a list, however shuffled, and takes out each member and
/// puts it back, comes to the oldest every time from the second round on. The items are copied in the order of the draws, so that the next one is no cache
/// miss of its own.
/// </summary>
internal sealed class Draws<T>(T[] items)
{
    private const int Count = 1 << 20;
    private readonly T[] _drawn = new Random(2).GetItems(items, Count);
    private int _next;

    public T Next() => _drawn[_next = (_next + 1) & (Count - 1)];
}
