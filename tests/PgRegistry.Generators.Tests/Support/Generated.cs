using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>Runs the generator over sources, in memory.</summary>
internal sealed class Generated
{
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    // Documentation is parsed so that references in it are checked. What this version of the compiler calls a preview is what users have.
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private GeneratorDriver _driver;

    private Generated(GeneratorDriver driver, CSharpCompilation compilation)
    {
        _driver = driver;
        Run(compilation);
    }

    /// <summary>The sources alone.</summary>
    public CSharpCompilation Input { get; private set; } = null!;

    /// <summary>The sources with what was generated.</summary>
    public Compilation Output { get; private set; } = null!;

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    public static Generated From(params string[] sources) => new(Driver(), Compile(sources));

    /// <summary>The same with another assembly, compiled of a source of its own.</summary>
    public static Generated WithLibrary(string library, params string[] sources)
    {
        using var image = new MemoryStream();
        var result = Compile(library).WithAssemblyName("Library").Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return new Generated(Driver(), Compile(sources).AddReferences(MetadataReference.CreateFromImage(image.ToArray())));
    }

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Sample",
        sources.Select((source, i) => Parse(source, $"Source{i}.cs")),
        s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    public static SyntaxTree Parse(string source, string path = "Added.cs") => CSharpSyntaxTree.ParseText(source, s_parse, path);

    /// <summary>Runs again over the changed sources, as an editor does after a keystroke.</summary>
    public Generated After(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        Run(edit(Input));
        return this;
    }

    public Generated AfterReplacing(string old, string with) => After(compilation =>
    {
        var tree = compilation.SyntaxTrees.Single(t => t.ToString().Contains(old, StringComparison.Ordinal));
        var changed = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(tree.ToString().Replace(old, with, StringComparison.Ordinal)));
        return compilation.ReplaceSyntaxTree(tree, changed);
    });

    /// <summary>
    /// What the compiler says about sources and generated code together, warnings included. That the samples themselves are not
    /// documented is not of interest.
    /// </summary>
    public string Complaints() => string.Join('\n', Output.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Where(diagnostic => diagnostic.Id != "CS1591" || !Input.SyntaxTrees.Any(tree => tree == diagnostic.Location.SourceTree))
        .Select(diagnostic => diagnostic.ToString()));

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new RegistryScopeGenerator().AsSourceGenerator()],
        parseOptions: s_parse,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private void Run(CSharpCompilation compilation)
    {
        Input = compilation;
        _driver = _driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Output = output;
        Assert.Empty(diagnostics);
    }
}
