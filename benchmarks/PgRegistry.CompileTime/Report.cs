using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;

namespace PgRegistry.CompileTime;

/// <summary>The table, as Markdown, and the same for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static void Header()
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version}");
        Console.WriteLine("Medians; each repetition in fresh drivers over a fresh project. A ratio is to the first run, or to all of the compiler's or the analyzers' work, in the same repetition.");
    }

    public static void Table(int scopes, IEnumerable<Row> rows, List<object> collected)
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {scopes} {(scopes == 1 ? "scope" : "scopes")} | ms | ratio | emitted | |"));
        Console.WriteLine("|---|--:|--:|--:|---|");
        foreach (var row in rows)
        {
            var holds = row.Holds switch { true => "pass", false => "MISS", null => "" };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Milliseconds:0.00} | {row.Ratio:0.0000} | {row.Emitted} | {holds} |"));
            collected.Add(new { Scopes = scopes, row.Name, row.Milliseconds, row.Ratio, row.Emitted, row.Holds });
        }
    }

    public static void Json(string path, List<object> collected) => File.WriteAllText(path, JsonSerializer.Serialize(collected, s_json));
}
