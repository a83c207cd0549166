using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.Package.Tests.Support;

namespace PgRegistry.Package.Tests;

[Collection(nameof(PackedPackage))]
public sealed class PackageContentTests(PackedPackage package)
{
    [Fact]
    public void There_is_one_package_and_one_with_its_symbols() =>
        Assert.Equal(
            [Path.GetFileName(package.PackagePath), Path.GetFileName(package.SymbolsPath)],
            Directory.GetFiles(package.Feed).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_package_has_these_files_and_no_others()
    {
        string[] expected =
        [
            "CHANGELOG.md", "LICENSE", "PgRegistry.nuspec", "README.md", "SECURITY.md", "icon.png", "build/PgRegistry.props",
            "analyzers/dotnet/cs/PgRegistry.Analyzers.dll", "analyzers/dotnet/cs/PgRegistry.CodeFixes.dll", "analyzers/dotnet/cs/PgRegistry.Generators.dll",
            "lib/net10.0/PgRegistry.Runtime.dll", "lib/net10.0/PgRegistry.Runtime.xml",
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), await NamesAsync(package.PackagePath));
        Assert.Equal(["PgRegistry.nuspec", "lib/net10.0/PgRegistry.Runtime.pdb"], await NamesAsync(package.SymbolsPath));
    }

    [Fact]
    public async Task It_depends_on_the_abstractions_and_says_what_it_is()
    {
        var metadata = XDocument.Parse(Encoding.UTF8.GetString((await PackedPackage.ReadAsync(package.PackagePath))["PgRegistry.nuspec"]).TrimStart('\ufeff')).Root!.Elements().First();
        string? Text(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal("PgRegistry", Text("id"));
        Assert.Equal("MIT", Text("license"));
        Assert.Equal("README.md", Text("readme"));
        Assert.Equal("icon.png", Text("icon"));
        Assert.Contains("process groups", Text("description"), StringComparison.Ordinal);
        Assert.StartsWith("# Changelog", Text("releaseNotes"), StringComparison.Ordinal);
        Assert.Null(Text("developmentDependency"));
        var dependencies = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).ToArray();
        Assert.NotEmpty(dependencies);
        Assert.All(dependencies, id => Assert.Matches(@"^(Microsoft\.Extensions\..*|System\.IO\.Pipelines$)", id));
    }

    [Fact]
    public async Task No_part_has_a_path_of_the_machine_that_built_it()
    {
        var files = (await PackedPackage.ReadAsync(package.PackagePath)).Concat(await PackedPackage.ReadAsync(package.SymbolsPath));
        byte[][] paths = [Encoding.UTF8.GetBytes(Repository.PathOf("")), Encoding.Unicode.GetBytes(Repository.PathOf("")), Encoding.UTF8.GetBytes(package.Folder)];

        Assert.All(files, file => Assert.All(paths, path => Assert.Equal(-1, file.Value.AsSpan().IndexOf(path))));
    }

    [Fact]
    public async Task The_symbols_have_the_sources()
    {
        var symbols = (await PackedPackage.ReadAsync(package.SymbolsPath))["lib/net10.0/PgRegistry.Runtime.pdb"];
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        var embeddedSource = new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, document =>
        {
            Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(document).Name), StringComparison.Ordinal);
            Assert.Contains(reader.GetCustomDebugInformation(document), information => reader.GetGuid(reader.GetCustomDebugInformation(information).Kind) == embeddedSource);
        });
    }

    /// <summary>Without what every package has by its format.</summary>
    private static async Task<IEnumerable<string>> NamesAsync(string path) => (await PackedPackage.ReadAsync(path)).Keys
        .Where(name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
