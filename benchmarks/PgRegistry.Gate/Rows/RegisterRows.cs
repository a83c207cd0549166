using System.Collections.Concurrent;

namespace PgRegistry.Gate.Rows;

/// <summary>Filling an empty table with distinct keys. Both sides make the same values.</summary>
internal static class RegisterRows
{
    private const int Count = 100_000;

    public static IEnumerable<Row> All()
    {
        yield return Row("register-100k", "100,000 distinct keys", _ => Count, RawAsync, OurAsync);
        yield return Row("register-1m", "a million distinct keys", effort => effort.Million, RawAsync, OurAsync, isLong: true);
        yield return Row("register-100k-int", "100,000 distinct numbers", _ => Count, RawNumbersAsync, OurNumbersAsync, isInformation: true);
        yield return Row("register-1m-int", "a million distinct numbers", effort => effort.Million, RawNumbersAsync, OurNumbersAsync, isLong: true, isInformation: true);
    }

    private static Row Row(
        string name,
        string keys,
        Func<Effort, int> count,
        Func<Effort, Random, int, bool, Task<Sample>> raw,
        Func<Effort, Random, int, bool, Task<Sample>> ours,
        bool isLong = false,
        bool isInformation = false) => new()
    {
        Name = name,
        Subject = $"register {keys} in an empty scope",
        Unit = "ns",
        BaselineName = "ConcurrentDictionary",
        Baseline = (effort, random) => raw(effort, random, count(effort), isLong),
        Measured = (effort, random) => ours(effort, random, count(effort), isLong),
        Target = 1.5,
        IsLong = isLong,
        IsInformation = isInformation,
    };

    private static Task<Sample> RawAsync(Effort effort, Random random, int count, bool isLong)
    {
        var keys = Data.Keys(count, random);
        return Clock.FromFreshAsync(
            effort,
            static () => new ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>>(),
            table => Fill.Raw(table, keys),
            table => Check(table.Count == count),
            count,
            isLong);
    }

    private static async Task<Sample> OurAsync(Effort effort, Random random, int count, bool isLong)
    {
        var keys = Data.Keys(count, random);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        using var me = node.Spawn();
        return await Clock.FromFreshAsync(
            effort, node.Open<Workers>, workers => Fill.Ours(workers, me, keys), workers => CloseAsync(workers, workers.Count == count), count, isLong).ConfigureAwait(false);
    }

    private static Task<Sample> RawNumbersAsync(Effort effort, Random random, int count, bool isLong)
    {
        var keys = Data.Numbers(count, random);
        return Clock.FromFreshAsync(
            effort,
            static () => new ConcurrentDictionary<int, RawEntry<Numbers.Value>>(),
            table => Fill.RawNumbers(table, keys),
            table => Check(table.Count == count),
            count,
            isLong);
    }

    private static async Task<Sample> OurNumbersAsync(Effort effort, Random random, int count, bool isLong)
    {
        var keys = Data.Numbers(count, random);
        await using var node = await Data.StartNodeAsync().ConfigureAwait(false);
        using var me = node.Spawn();
        return await Clock.FromFreshAsync(
            effort, node.Open<Numbers>, numbers => Fill.OurNumbers(numbers, me, keys), numbers => CloseAsync(numbers, numbers.Count == count), count, isLong).ConfigureAwait(false);
    }

    private static ValueTask CloseAsync(IAsyncDisposable scope, bool isFull)
    {
        return isFull ? scope.DisposeAsync() : Check(isFull);
    }

    private static ValueTask Check(bool isFull) => isFull ? default : throw new InvalidOperationException("Not all keys went in.");
}
