using System.Runtime.CompilerServices;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>
/// Compares text with a verified file beside the tests, by the conventions of Verify: a mismatch leaves a received file there.
/// <c>PGREGISTRY_ACCEPT_SNAPSHOTS=1</c> accepts what was received; where <c>CI</c> is set that is an error.
/// </summary>
internal static class Snapshot
{
    public const string AcceptVariable = "PGREGISTRY_ACCEPT_SNAPSHOTS";
    public const string CiVariable = "CI";

    public static void Matches(string name, string received, string extension = "cs", [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", name);
        Matches(path, received, IsOn(Environment.GetEnvironmentVariable(AcceptVariable)), IsOn(Environment.GetEnvironmentVariable(CiVariable)), extension);
    }

    public static void Matches(string path, string received, bool accept, bool isCi, string extension = "cs")
    {
        Assert.False(accept && isCi, $"Snapshots are never accepted where {CiVariable} is set; unset {AcceptVariable}.");
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

    /// <summary>Whether a switch is on: services set CI to all kinds of things, and what is not plainly off counts.</summary>
    public static bool IsOn(string? value) => !string.IsNullOrWhiteSpace(value) && value.Trim().ToUpperInvariant() is not ("0" or "FALSE" or "NO" or "OFF");
}
