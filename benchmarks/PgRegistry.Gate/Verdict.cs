namespace PgRegistry.Gate;

internal enum Verdict
{
    /// <summary>The whole interval is within the target.</summary>
    Pass,

    /// <summary>The whole interval is beyond the target.</summary>
    Miss,

    /// <summary>The interval holds the target, or the control says that the machine was not quiet enough to tell.</summary>
    Undecided,
}
