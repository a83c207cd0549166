using System.Runtime;
using System.Runtime.InteropServices;

namespace PgRegistry.Gate;

/// <summary>What the figures were measured on. The children inherit all of it.</summary>
internal static class Surroundings
{
    public static string Runtime => RuntimeInformation.FrameworkDescription;

    public static string System => $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores";

    public static string Collector =>
        $"{(GCSettings.IsServerGC ? "server" : "workstation")}, {(GCSettings.LatencyMode == GCLatencyMode.Batch ? "not concurrent" : "concurrent")}, {Variables("GC")}";

    public static string Compiler => $"tiered compilation with profile guidance is the default, in the children without its delay (DOTNET_TC_CallCountingDelayMs=0); {Variables("Tiered", "TC_", "ReadyToRun")}";

    /// <summary>What the environment says about the runtime: a figure means little without it.</summary>
    private static string Variables(params string[] about)
    {
        var found = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => about.Any(part => name.StartsWith($"DOTNET_{part}", StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}")
            .ToArray();
        return found.Length == 0 ? "nothing set" : string.Join(' ', found);
    }
}
