using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.Tests.Architecture;

/// <summary>Who may know whom in the runtime, and what its sources really use, as the compiler understands them.</summary>
internal static class Rooms
{
    /// <summary>For each room the rooms that it may use, besides itself and the words that everybody uses.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>
    {
        ["Words"] = [],
        ["Store"] = [],
        ["Wire"] = [],
        ["Processes"] = [],
        ["Patterns"] = [],
        ["Views"] = ["Store"],
        ["Replication"] = ["Store", "Wire", "Processes"],
        ["Monitoring"] = ["Replication", "Store", "Views"],
        ["Cluster"] = ["Replication", "Wire", "Options"],
        ["Options"] = ["Replication", "Cluster", "Face"],
        ["Face"] = ["Store", "Wire", "Processes", "Patterns", "Views", "Replication", "Monitoring", "Cluster", "Options", "CompilerServices"],
        ["CompilerServices"] = ["Store", "Wire", "Processes", "Patterns", "Views", "Replication", "Options", "Face"],
        ["Hosting"] = ["Options", "Face", "Cluster", "CompilerServices"],
    };

    /// <summary>The public types at the root by what they are; all others there are the public face.</summary>
    private static readonly Dictionary<string, string> Roots = new()
    {
        ["Pid.cs"] = "Words",
        ["NodeId.cs"] = "Words",
        ["KeyMode.cs"] = "Words",
        ["LeaveReason.cs"] = "Words",
        ["Member.cs"] = "Words",
        ["EntryId.cs"] = "Words",
        ["ChangeKind.cs"] = "Words",
        ["PlantedBug.cs"] = "Words",
        ["Entry.cs"] = "Views",
        ["Change.cs"] = "Views",
        ["Members.cs"] = "Views",
        ["IRegistryListener.cs"] = "Views",
        ["RegistryNodeOptions.cs"] = "Options",
        ["RegistryNodeOptionsRules.cs"] = "Options",
        ["RegistryTlsOptions.cs"] = "Options",
        ["RegistryTlsOptionsRules.cs"] = "Options",
    };

    public static string SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "src", "PgRegistry.Runtime");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("The sources of the runtime are not above the test's folder.");
    }

    public static IEnumerable<(string Path, string Text)> Sources()
    {
        var root = SourceFolder();
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(root, path).Replace('\\', '/'), path))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(file => (file.Path, File.ReadAllText(file.path)));
    }

    /// <summary>Each use of a type in a room that may not know it, as "file uses type".</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<(string Path, string Text)> sources)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, new CSharpParseOptions(LanguageVersion.Preview), source.Path)).ToList();
        var compilation = CSharpCompilation.Create("Runtime", trees.Prepend(ImplicitUsings()), References());
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in trees)
        {
            var room = RoomOf(tree.FilePath);
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (var home in HomesOf(model, name))
                {
                    if (home != room && home != "Words" && !Arrows[room].Contains(home))
                    {
                        found.Add($"{tree.FilePath} ({room}) uses {name.Identifier.Text} ({home})");
                    }
                }
            }
        }

        return [.. found];
    }

    private static IEnumerable<string> HomesOf(SemanticModel model, SimpleNameSyntax name)
    {
        var symbol = model.GetSymbolInfo(name).Symbol;
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        return type is null or { Locations: [{ IsInSource: false }, ..] }
            ? []
            : type.OriginalDefinition.DeclaringSyntaxReferences.Select(reference => RoomOf(reference.SyntaxTree.FilePath)).Distinct();
    }

    private static string RoomOf(string path) =>
        path.IndexOf('/') is var slash and > 0 ? path[..slash] : Roots.GetValueOrDefault(path, "Face");

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("PgRegistry.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static SyntaxTree ImplicitUsings() => CSharpSyntaxTree.ParseText(
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;",
        new CSharpParseOptions(LanguageVersion.Preview), "Face.cs");
}
