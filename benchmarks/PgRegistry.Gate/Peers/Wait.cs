using System.Diagnostics;

namespace PgRegistry.Gate.Peers;

/// <summary>Looks again and again, a thousand times a second: it costs nothing, and nothing that is waited for here is told of otherwise.</summary>
internal static class Wait
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    public static void Until(Func<bool> isDone)
    {
        var start = Stopwatch.GetTimestamp();
        while (!isDone())
        {
            if (Stopwatch.GetElapsedTime(start) > AtMost)
            {
                throw new TimeoutException("What was waited for did not come.");
            }

            Thread.Sleep(1);
        }
    }
}
