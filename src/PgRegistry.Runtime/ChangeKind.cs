namespace PgRegistry;

/// <summary>What happened to a view.</summary>
public enum ChangeKind
{
    /// <summary>An entry joined.</summary>
    Joined = 0,

    /// <summary>An entry left, with a reason.</summary>
    Left = 1,

    /// <summary>An entry has another value.</summary>
    Updated = 2,

    /// <summary>The entries of a node that was being synced are complete here.</summary>
    Synced = 3,

    /// <summary>The subscriber fell behind: here is everything, anew.</summary>
    Resynced = 4,
}
