using System.Text.Json;

namespace PgRegistry.Conformance.Traces;

/// <summary>One recorded run: a line of a recording.</summary>
internal sealed record Trace(string File, int Seed, bool IsUnique, bool IsCluster, IReadOnlyList<Step> Steps)
{
    /// <summary>The recordings that the project carries.</summary>
    public static IReadOnlyList<string> OwnFiles { get; } =
        [.. new[] { "local", "cluster" }.Select(name => Path.Combine(AppContext.BaseDirectory, "recordings", $"{name}.jsonl"))];

    /// <summary>Whether listeners were recorded: on one node always, on several when there is a trace of it.</summary>
    public bool HasListeners => !IsCluster || Steps.Any(step => step.Listener is not null);

    /// <exception cref="InvalidDataException">A line is no trace.</exception>
    public static IEnumerable<Trace> ReadAll(string path)
    {
        var number = 0;
        foreach (var line in System.IO.File.ReadLines(path))
        {
            number++;
            if (line.Length > 0)
            {
                yield return Read(Path.GetFileName(path), number, line);
            }
        }
    }

    private static Trace Read(string file, int number, string line)
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(line);
            return new Trace(
                file,
                json.GetProperty("seed").GetInt32(),
                OneOf(json, "mode", "unique", "duplicate"),
                OneOf(json, "kind", "cluster", "local"),
                [.. json.GetProperty("steps").EnumerateArray().Select((step, index) => new Step(index + 1, step))]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file}, line {number}: no trace: {problem.Message}", problem);
        }
    }

    private static bool OneOf(JsonElement json, string name, string yes, string no)
    {
        var text = json.GetProperty(name).GetString();
        return text == yes || (text == no ? false : throw new FormatException($"\"{name}\" is \"{text}\", neither \"{yes}\" nor \"{no}\"."));
    }
}
