using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace PgRegistry.Store;

/// <summary>
/// Has the processor fetch what is needed soon while it does something else: a change of a large table is cache misses before all, and those that do not wait for
/// one another take the time of one.
/// </summary>
internal static class Prefetch
{
    /// <summary>Only a hint: it does nothing on processors that the runtime has none for, and may be of anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Of<T>(ref T place)
    {
        if (Sse.IsSupported)
        {
            // Nothing is read through the address, so that the collector may move what was there is no harm.
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }
}
