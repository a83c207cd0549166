namespace PgRegistry.Fuzz.Oracles;

/// <summary>How much taking in some bytes may allocate: what anything costs, and so much for each byte of the input.</summary>
internal readonly record struct Allocation(long Base, long PerByte)
{
    /// <summary>Runs something and returns what it allocated on this thread.</summary>
    public static long Of(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <exception cref="Finding">It is more than the input may cost.</exception>
    public void Check(long bytes, int inputLength)
    {
        var most = Base + (PerByte * inputLength);
        if (bytes > most)
        {
            throw new Finding("allocation", $"an input of {inputLength} bytes made it allocate {bytes} bytes; {most} are allowed");
        }
    }
}
