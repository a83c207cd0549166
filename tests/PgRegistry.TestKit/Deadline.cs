namespace PgRegistry.TestKit;

/// <summary>The longest that a test waits for what must come; only a failure ever takes so long.</summary>
public static class Deadline
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    public static CancellationToken Token() => new CancellationTokenSource(Length).Token;
}
