namespace PgRegistry.Samples.Tests;

/// <summary>A folder that is gone when the test is.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pgregistry-samples-").FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Files of many words, some with more than fit into one message.</summary>
    public void Fill(int files, int seed = 1)
    {
        var random = new Random(seed);
        for (var i = 0; i < files; i++)
        {
            var words = i % 10 == 9 ? 5_000 : 200;
            Write($"{i % 4}/{i}.txt", string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{random.Next(words * 2)}")));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
