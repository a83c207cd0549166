namespace PgRegistry.Gate;

/// <summary>What the process, and for allocation the calling thread, has used.</summary>
internal readonly record struct Counters(TimeSpan Processor, long Allocated, int Collections)
{
    public static Counters Now() =>
        new(Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread(), GC.CollectionCount(0));

    public static Counters operator -(Counters a, Counters b) =>
        new(a.Processor - b.Processor, a.Allocated - b.Allocated, a.Collections - b.Collections);

    public static Counters operator +(Counters a, Counters b) =>
        new(a.Processor + b.Processor, a.Allocated + b.Allocated, a.Collections + b.Collections);

    public Sample PerOperation(double operations) => new(Processor.TotalNanoseconds / operations, Allocated / operations, Collections);
}
