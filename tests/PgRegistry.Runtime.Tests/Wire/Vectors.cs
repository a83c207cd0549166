using System.Text.Encodings.Web;
using System.Text.Json;

namespace PgRegistry.Tests.Wire;

internal sealed record Vector(string Name, string Kind, string Value, string Hex);

/// <summary>The files of tests/vectors.</summary>
internal static class Vectors
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Vector> Load(string name) => JsonSerializer.Deserialize<Vector[]>(File.ReadAllText(PathOf(name)), Options)!;

    public static string Print(IEnumerable<Vector> vectors) =>
        $"[\n{string.Join(",\n", vectors.Select(each => "  " + JsonSerializer.Serialize(each, Options)))}\n]\n";

    public static string PathOf(string name)
    {
        // Next to the tests when the project copies the files, in the tree above them otherwise.
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "vectors", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"No vectors/{name} in or above {AppContext.BaseDirectory}.");
    }
}
