namespace PgRegistry.Gate;

internal enum Verdict
{
    /// <summary>The whole interval is within the target.</summary>
    Pass,

    /// <summary>The whole interval is beyond the target.</summary>
    Miss,

    /// <summary>The interval holds the target.</summary>
    Undecided,

    /// <summary>The control says that the machine was not quiet enough to tell. Counts as undecided.</summary>
    Void,

    /// <summary>A child ended with an error, or did not end. Counts as a miss.</summary>
    Failed,

    /// <summary>There is no target.</summary>
    Shown,
}
