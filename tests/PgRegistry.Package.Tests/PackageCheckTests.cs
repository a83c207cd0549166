using System.IO.Compression;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.Package.Tests.Support;

namespace PgRegistry.Package.Tests;

[Collection(nameof(PackedPackage))]
public sealed class PackageCheckTests(PackedPackage package)
{
    [Fact]
    public async Task A_package_that_lacks_a_part_fails_the_check_by_its_name()
    {
        string[] lost =
        [
            "analyzers/dotnet/cs/PgRegistry.Generators.dll", "analyzers/dotnet/cs/PgRegistry.Analyzers.dll", "analyzers/dotnet/cs/PgRegistry.CodeFixes.dll",
            "lib/net10.0/PgRegistry.Runtime.xml", "README.md", "icon.png",
        ];
        var (exitCode, output) = await CheckAsync(lost, ["lib/net10.0/PgRegistry.Runtime.pdb"]);

        Assert.NotEqual(0, exitCode);
        Assert.All(lost, part => Assert.Contains($"The package lacks {part}.", output, StringComparison.Ordinal));
        Assert.Contains("The package lacks lib/net10.0/PgRegistry.Runtime.pdb.", output, StringComparison.Ordinal);
        Assert.Equal(lost.Length + 1, Dotnet.Messages(output).Count);
    }

    [Fact]
    public async Task A_whole_package_passes()
    {
        var (exitCode, output) = await CheckAsync([], []);

        Assert.True(exitCode == 0, output);
    }

    private async Task<(int ExitCode, string Output)> CheckAsync(string[] lost, string[] lostSymbols)
    {
        var folder = Directory.CreateDirectory(Path.Combine(package.Folder, "checked", Guid.NewGuid().ToString("N"))).FullName;
        var checkedPackage = Path.Combine(folder, "PgRegistry.nupkg");
        await LoseAsync(package.PackagePath, checkedPackage, lost);
        await LoseAsync(package.SymbolsPath, Path.ChangeExtension(checkedPackage, ".snupkg"), lostSymbols);
        return await Dotnet.RunAsync(
            Repository.PathOf(""), "msbuild", "src/PgRegistry.Runtime", "-t:CheckPackage", "-v:quiet", "-tl:off", "-clp:NoSummary", $"-p:CheckedPackage={checkedPackage}");
    }

    private static async Task LoseAsync(string from, string to, string[] lost)
    {
        File.Copy(from, to);
        await using var archive = await ZipFile.OpenAsync(to, ZipArchiveMode.Update);
        foreach (var name in lost)
        {
            archive.GetEntry(name)!.Delete();
        }
    }
}
