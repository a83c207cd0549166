using System.Runtime.CompilerServices;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>
/// Compares text with a verified file beside the tests, by the conventions of Verify: a mismatch leaves a received file there.
/// <c>PGREGISTRY_ACCEPT_SNAPSHOTS=1</c> accepts what was received; with <c>CI=true</c> that is an error.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string name, string received, string extension = "cs", [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", name);
        Matches(path, received, accept: IsSet("PGREGISTRY_ACCEPT_SNAPSHOTS", "1"), isCi: IsSet("CI", "true"), extension);
    }

    public static void Matches(string path, string received, bool accept, bool isCi, string extension = "cs")
    {
        Assert.False(accept && isCi, "Snapshots are never accepted where CI=true; unset PGREGISTRY_ACCEPT_SNAPSHOTS.");
        var verifiedPath = $"{path}.verified.{extension}";
        var receivedPath = $"{path}.received.{extension}";
        var verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;
        if (verified == Normalize(received))
        {
            File.Delete(receivedPath);
            return;
        }

        if (accept)
        {
            File.WriteAllText(verifiedPath, received);
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Equal(verified ?? $"(there is no {Path.GetFileName(verifiedPath)} yet)", received);
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimStart('\ufeff');

    private static bool IsSet(string variable, string value) =>
        string.Equals(Environment.GetEnvironmentVariable(variable), value, StringComparison.OrdinalIgnoreCase);
}
