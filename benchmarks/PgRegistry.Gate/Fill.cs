using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PgRegistry.Gate;

/// <summary>Puts keys into a table of either kind; the values are made on the way.</summary>
internal static class Fill
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Raw(ConcurrentDictionary<Workers.Key, RawEntry<Workers.Value>> table, Workers.Key[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            table.TryAdd(keys[i], new RawEntry<Workers.Value>(new Pid(Data.Node, 1), new Workers.Value("primary", i)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Ours(Workers workers, LocalProcess process, Workers.Key[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            workers.Register(process, keys[i], new Workers.Value("primary", i));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void RawNumbers(ConcurrentDictionary<int, RawEntry<Numbers.Value>> table, int[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            table.TryAdd(keys[i], new RawEntry<Numbers.Value>(new Pid(Data.Node, 1), new Numbers.Value("primary", i)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void OurNumbers(Numbers numbers, LocalProcess process, int[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            numbers.Register(process, new Numbers.Key(keys[i]), new Numbers.Value("primary", i));
        }
    }
}
