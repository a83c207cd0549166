namespace PgRegistry.Network.Orchestration;

/// <summary>How to start this program once more.</summary>
internal static class ThisProgram
{
    /// <summary>The program and the first arguments.</summary>
    public static IReadOnlyList<string> Command { get; } = Find();

    private static List<string> Find()
    {
        var host = Environment.ProcessPath ?? throw new NotSupportedException("This process does not know what it was started from.");

        // Started as "dotnet PgRegistry.Network.dll", or by its own executable.
        return Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [host, typeof(ThisProgram).Assembly.Location]
            : [host];
    }
}
