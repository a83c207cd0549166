using System.IO.Compression;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Package.Tests.Support;

/// <summary>The package, made once for a run of the tests, in a folder that is gone after it.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("pgregistry-package-").FullName;

    internal string Feed => Path.Combine(Folder, "feed");

    /// <summary>Another for each run: a version is never replaced in the caches of NuGet.</summary>
    internal string Version { get; } = $"0.0.0-run.g{Guid.NewGuid():N}";

    internal string PackagePath => Path.Combine(Feed, $"PgRegistry.{Version}.nupkg");

    internal string SymbolsPath => Path.ChangeExtension(PackagePath, ".snupkg");

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await Dotnet.RunAsync(
            Repository.PathOf(""), "pack", "src/PgRegistry.Runtime", "--no-restore", "-c", "Release", "-o", Feed, "-v", "quiet", $"-p:PackageVersion={Version}");
        Assert.True(exitCode == 0, output);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(string path)
    {
        var files = new Dictionary<string, byte[]>();
        await using var archive = await ZipFile.OpenReadAsync(path);
        foreach (var entry in archive.Entries)
        {
            await using var content = await entry.OpenAsync();
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy);
            files.Add(entry.FullName, copy.ToArray());
        }

        return files;
    }
}

[CollectionDefinition(nameof(PackedPackage))]
public sealed class PackageOfThisRun : ICollectionFixture<PackedPackage>;
