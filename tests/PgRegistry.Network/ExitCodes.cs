namespace PgRegistry.Network;

internal static class ExitCodes
{
    public const int Passed = 0;

    /// <summary>The registry did something else than promised, or the run was ended.</summary>
    public const int Failed = 1;

    public const int BadArguments = 2;

    /// <summary>Not everything could be tried here. Of the short form this is no failure.</summary>
    public const int NotRun = 3;
}
