namespace PgRegistry.Gate;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    public const int AllPass = 0;
    public const int SomeMiss = 1;
    public const int CalledWrongly = 2;
    public const int SomeOpen = 3;

    /// <summary>Rows that decide nothing count when they could not be measured: then something is broken.</summary>
    public static int Of(IEnumerable<Result> results)
    {
        var counted = results.Where(result => !result.Row.IsInformation || result.Verdict == Verdict.Failed).ToList();
        return counted.Exists(result => result.Verdict is Verdict.Miss or Verdict.Failed) ? SomeMiss
            : counted.Exists(result => result.IsOpen) ? SomeOpen
            : AllPass;
    }
}
