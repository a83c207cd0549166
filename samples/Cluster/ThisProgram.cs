using System.Diagnostics;

namespace ClusterSample;

/// <summary>Where this program is, and how to start it once more.</summary>
internal static class ThisProgram
{
    public static ProcessStartInfo With(IEnumerable<string> arguments, Action<ProcessStartInfo> configure)
    {
        var host = Environment.ProcessPath ?? throw new NotSupportedException("This process does not know what it was started from.");
        var start = new ProcessStartInfo(host) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            // Started as "dotnet ClusterSample.dll", not by its own executable.
            start.ArgumentList.Add(typeof(ThisProgram).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        configure(start);
        return start;
    }

    /// <summary>The folder of the solution that this program was built in; the current one when there is none.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PgRegistry.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Directory.GetCurrentDirectory();
    }
}
