using System.Text.RegularExpressions;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.TestKit;

namespace PgRegistry.Package.Tests.Support;

/// <summary>
/// The projects of Consumers/, and README's quick start as one of them, built together against the package from a folder feed, away
/// from the repository and its settings.
/// </summary>
public sealed partial class BuiltConsumers(PackedPackage package) : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(package.Folder, "consumers");

    /// <summary>In the place of README's ports, which may be taken here.</summary>
    internal IReadOnlyList<int> Ports { get; } = [FreePort.Next(), FreePort.Next()];

    internal string Output { get; private set; } = "";

    internal IReadOnlyList<BuildMessage> Messages { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Copy(Repository.PathOf("tests/PgRegistry.Package.Tests/Consumers"), _folder);
        File.Copy(Repository.PathOf("global.json"), Path.Combine(_folder, "global.json"));
        var blocks = CSharpBlock().Matches(Repository.Read("README.md")).Select(match => match.Groups[1].Value).ToArray();
        Write("Hello/Workers.cs", blocks[0]);
        Write("Hello/Program.cs", blocks[1].Replace("7946", $"{Ports[0]}", StringComparison.Ordinal).Replace("7947", $"{Ports[1]}", StringComparison.Ordinal));
        Write("nuget.config", NuGetConfig());

        // Fails, for one of them has mistakes.
        (_, Output) = await Dotnet.RunAsync(
            _folder, "build", "Consumers.slnx", "-v", "quiet", "-tl:off", "-clp:NoSummary", $"-p:PgRegistryVersion={package.Version}", $"-p:ExtensionsVersion={ExtensionsVersion()}");
        Messages = Dotnet.Messages(Output);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal ConsumerProcess Run(string project, params string[] args) =>
        new(Path.Combine(_folder, project, "bin", "Debug", "net10.0", $"{project}.dll"), args);

    internal bool IsBuilt(string project) => File.Exists(Path.Combine(_folder, project, "bin", "Debug", "net10.0", $"{project}.dll"));

    internal string Source(string file) => File.ReadAllText(Path.Combine(_folder, file));

    // The sources of the machine stay; what they have is in the machine's folder of packages, and only this package goes into another.
    private string NuGetConfig() => $"""
        <configuration>
          <packageSources><add key="package-under-test" value="{package.Feed}" /></packageSources>
          <config><add key="globalPackagesFolder" value="{Path.Combine(package.Folder, "packages")}" /></config>
          <fallbackPackageFolders><add key="machine" value="{MachinePackages()}" /></fallbackPackageFolders>
        </configuration>
        """;

    private static string MachinePackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string ExtensionsVersion() =>
        Regex.Match(Repository.Read("Directory.Packages.props"), "<Ext>(.*)</Ext>").Groups[1].Value;

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
