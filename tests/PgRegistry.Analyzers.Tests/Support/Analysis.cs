using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PgRegistry.Generators;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers.Tests.Support;

/// <summary>Runs every analyzer, after the generator, as the compiler does.</summary>
internal static class Analysis
{
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Latest);

    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>One of each analyzer in the assembly.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. typeof(ScopeAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>What is found in a source, each as <c>ID 'text at its place': message</c>.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string source, params MetadataReference[] more)
    {
        var (found, _) = await RunAsync(source, more);
        return found;
    }

    /// <summary>What is found in a source beside a file of committed schemas, or another file.</summary>
    public static async Task<IReadOnlyList<string>> FindBesideAsync(string file, string text, string source, params MetadataReference[] more)
    {
        var cancellation = TestContext.Current.CancellationToken;
        CSharpGeneratorDriver.Create(new RegistryScopeGenerator()).RunGeneratorsAndUpdateCompilation(Compile("Sample", source, more), out var output, out _, cancellation);
        var options = new AnalyzerOptions([new TextBeside(file, text)]);
        return [.. (await output.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(cancellation)).OrderBy(diagnostic => diagnostic.Location.SourceSpan).Select(Describe)];
    }

    /// <summary>What is found in a source, and how many files the generator makes of the scopes that are valid.</summary>
    public static async Task<(IReadOnlyList<string> Found, int Files)> RunAsync(string source, params MetadataReference[] more)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var driver = CSharpGeneratorDriver.Create(new RegistryScopeGenerator())
            .RunGeneratorsAndUpdateCompilation(Compile("Sample", source, more), out var output, out _, cancellation);
        var diagnostics = await output.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync(cancellation);
        return ([.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan).Select(Describe)], driver.GetRunResult().GeneratedTrees.Count(tree => !tree.FilePath.EndsWith(".Listener.g.cs", StringComparison.Ordinal)));
    }

    /// <summary>
    /// What somebody is told who builds a source on the command line: the compiler's errors and what the analyzers find, each with its line. When
    /// a declaration has an error, the compiler stops before analyzers are heard. Lines that begin with <c>//|</c> are its file of committed schemas.
    /// </summary>
    public static async Task<IReadOnlyList<(int Line, string Id, string Message)>> TellAsync(string source)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var usings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using PgRegistry;", s_parsing, cancellationToken: cancellation);
        var compilation = CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText(source, s_parsing, "Source.cs", cancellationToken: cancellation), usings], s_references, s_options);
        CSharpGeneratorDriver.Create([new RegistryScopeGenerator().AsSourceGenerator()], parseOptions: s_parsing).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, cancellation);
        var told = output.GetDeclarationDiagnostics(cancellation).Where(IsError).ToList();
        if (told.Count == 0)
        {
            told = [.. output.GetDiagnostics(cancellation).Where(IsError), .. await output.WithAnalyzers(Analyzers, CommittedIn(source)).GetAnalyzerDiagnosticsAsync(cancellation)];
        }

        return [.. told.Select(one => (one.Location.GetLineSpan().StartLinePosition.Line, IdOf(one), one.GetMessage(CultureInfo.InvariantCulture)))];

        static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

        // What is told about generated code helps nobody.
        static string IdOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().Path is "Source.cs" ? diagnostic.Id : $"{diagnostic.Id} in {diagnostic.Location.GetLineSpan().Path}";
    }

    /// <summary>A compiled assembly, to be referenced by a source.</summary>
    public static MetadataReference CompileReference(string source)
    {
        using var image = new MemoryStream();
        var result = Compile("Library", source, []).Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>Another project, to be referenced by a source as it is in an editor, which does not compile it.</summary>
    public static MetadataReference ProjectReference(string source) => Compile("Library", source, []).ToMetadataReference();

    /// <summary>A scope class that a source declares, with its generated part unless that is not wanted.</summary>
    public static (ScopeParts Parts, ScopeOptions Options) Declared(string source, string name, bool generate = true)
    {
        Compilation output = Compile("Sample", source, []);
        if (generate)
        {
            CSharpGeneratorDriver.Create(new RegistryScopeGenerator()).RunGeneratorsAndUpdateCompilation(output, out output, out _, TestContext.Current.CancellationToken);
        }

        var scope = output.GetTypeByMetadataName(name)!;
        var attribute = Assert.Single(scope.GetAttributes(), attribute => attribute.AttributeClass!.Name == "RegistryScopeAttribute");
        return (new ScopeParts(scope, attribute, output), ScopeOptions.Of(attribute));
    }

    private static CSharpCompilation Compile(string name, string source, MetadataReference[] more) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic; using PgRegistry;\n" + source, s_parsing)],
        [.. s_references, .. more],
        s_options);

    private static AnalyzerOptions CommittedIn(string source)
    {
        const string Mark = "//| ";
        var lines = source.Split('\n').Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line[Mark.Length..]).ToList();
        return new AnalyzerOptions(lines.Count == 0 ? [] : [new TextBeside("PgRegistry.Schemas.txt", string.Join('\n', lines))]);
    }

    private sealed class TextBeside(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic.Id} '{diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}': {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
}
