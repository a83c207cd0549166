namespace PgRegistry.Store;

/// <summary>
/// A stretch of a large group. Members are appended, never overwritten; a member that leaves is stamped with the version from
/// which on it is gone. Views of different versions share chunks: each sees exactly the members of its own version.
/// </summary>
internal sealed class GroupChunk<TKey, TValue>
    where TKey : notnull
{
    public const int Shift = 8;
    public const int Capacity = 1 << Shift;

    /// <summary>A chunk is written anew when this many of its members have left, so at least three quarters are alive.</summary>
    public const int MaxDead = Capacity / 4;

    public readonly StoredEntry<TKey, TValue>[] Items = new StoredEntry<TKey, TValue>[Capacity];

    /// <summary>For each member the version that it left with, 0 while it is here; null while nobody has left.</summary>
    private long[]? _left;

    /// <summary>The version that a member left with last.</summary>
    private long _lastLeft;

    private int _dead;

    /// <summary>How many have left, in the newest version.</summary>
    public int Dead => _dead;

    public bool IsThere(int index, long version)
    {
        var left = Volatile.Read(ref _left);
        if (left is null)
        {
            return true;
        }

        var stamp = Volatile.Read(ref left[index]);
        return stamp == 0 || stamp > version;
    }

    public void MarkLeft(int index, long version)
    {
        if (_left is null)
        {
            Volatile.Write(ref _left, new long[Capacity]);
        }

        Volatile.Write(ref _left![index], version);
        Volatile.Write(ref _lastLeft, version);
        Volatile.Write(ref _dead, _dead + 1);
    }

    /// <summary>How many of a full chunk are there in a version. O(1), unless one has left since.</summary>
    public int CountAt(long version)
    {
        // Read first, and written last: if it has one that left later, so has the version.
        var dead = Volatile.Read(ref _dead);
        if (Volatile.Read(ref _lastLeft) <= version)
        {
            return Capacity - dead;
        }

        var count = 0;
        for (var i = 0; i < Capacity; i++)
        {
            count += IsThere(i, version) ? 1 : 0;
        }

        return count;
    }
}
