namespace PgRegistry.Replication;

/// <summary>The first element of every operation of a log.</summary>
internal enum OperationKind : byte
{
    /// <summary>slot, serial, key, value. Its own number is the entry's tag.</summary>
    Join = 0,

    /// <summary>slot, tag, reason.</summary>
    Leave = 1,

    /// <summary>slot, tag, value.</summary>
    Update = 2,

    /// <summary>serial: the process ended and all its entries with it.</summary>
    End = 3,

    /// <summary>Operations that are published together; each has a number of its own.</summary>
    Batch = 4,
}
