using System.Runtime.InteropServices;

namespace PgRegistry.Replication;

/// <summary>
/// How many changes have begun, and how many of these everybody was told of. On cache lines of their own: each change writes both, and what
/// would stand beside them is read by every lookup.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct ChangeCounts
{
    [FieldOffset(64)]
    public long Begun;

    [FieldOffset(72)]
    public long Told;
}
