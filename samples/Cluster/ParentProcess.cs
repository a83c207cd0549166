using System.Globalization;

namespace ClusterSample;

/// <summary>
/// "dotnet run" hands a SIGTERM on to the program that it runs, but a SIGKILL it cannot: the program only gets another parent. Linux
/// tells; elsewhere the job goes on to its end, which is seconds away.
/// </summary>
internal static class ParentProcess
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Completes when this process was started by "dotnet" and has lost it; never, when it was started otherwise.</summary>
    public static async Task DotnetLostAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var clock = new PeriodicTimer(s_interval, time);
        var parent = Id();
        var isWatched = parent is not null && NameOf(parent.Value) == "dotnet";
        while (await clock.WaitForNextTickAsync(cancellationToken))
        {
            if (isWatched && Id() != parent)
            {
                return;
            }
        }
    }

    /// <summary>The fourth field of /proc/self/stat; the second is the name, in parentheses, and may itself have some.</summary>
    private static int? Id() =>
        Read("/proc/self/stat") is { } stat && stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var id, ..]
            ? int.Parse(id, CultureInfo.InvariantCulture)
            : null;

    private static string? NameOf(int id) => Read($"/proc/{id}/comm")?.Trim();

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
