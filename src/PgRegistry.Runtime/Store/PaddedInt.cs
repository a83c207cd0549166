using System.Runtime.InteropServices;

namespace PgRegistry.Store;

/// <summary>A number on cache lines of its own: a writer that changes it does not slow down who reads what stands beside it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct PaddedInt
{
    [FieldOffset(64)]
    public int Value;
}
