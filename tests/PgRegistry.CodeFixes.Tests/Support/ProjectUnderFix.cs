using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Analyzers;
using PgRegistry.Generators;

namespace PgRegistry.CodeFixes.Tests.Support;

/// <summary>A project in which the generator and the analyzers run as in the IDE, and fixes are applied.</summary>
internal sealed class ProjectUnderFix : IDisposable
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using PgRegistry;";

    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly AdhocWorkspace _workspace = new();
    private readonly ProjectId _id = ProjectId.CreateNewId();
    private Solution _solution;

    public ProjectUnderFix(params string[] sources)
        : this(OutputKind.DynamicallyLinkedLibrary, sources)
    {
    }

    public ProjectUnderFix(OutputKind kind, params string[] sources)
    {
        _solution = _workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            _id, VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: s_references,
            analyzerReferences: [new Generation()]));
        _solution = _solution.AddDocument(DocumentId.CreateNewId(_id), "Usings.cs", Usings);
        foreach (var (source, index) in sources.Select((source, index) => (source, index)))
        {
            _solution = _solution.AddDocument(DocumentId.CreateNewId(_id), $"Source{index}.cs", source.ReplaceLineEndings("\n"));
        }
    }

    /// <summary>A file beside the sources, such as that of the committed schemas.</summary>
    public string? FileBeside
    {
        get => _solution.GetProject(_id)!.AdditionalDocuments.FirstOrDefault()?.GetTextAsync(Cancellation).Result.ToString();
        init => _solution = _solution.AddAdditionalDocument(DocumentId.CreateNewId(_id), "PgRegistry.Schemas.txt", value ?? "", filePath: "/sample/PgRegistry.Schemas.txt");
    }

    /// <summary>Every fix of the assembly.</summary>
    public static ImmutableArray<CodeFixProvider> Fixes { get; } =
        [.. typeof(DocumentFix).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    public void Dispose() => _workspace.Dispose();

    /// <summary>The text of a document, as it is now.</summary>
    public string Text(int source = 0) => Sources()[source].GetTextAsync().Result.ToString().ReplaceLineEndings("\n");

    /// <summary>What a rule finds now, in the order of the text.</summary>
    public async Task<IReadOnlyList<Diagnostic>> FindAsync(string id)
    {
        var analyzers = typeof(ScopeAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id));
        var compilation = (await _solution.GetProject(_id)!.GetCompilationAsync(Cancellation))!;
        var found = await compilation.WithAnalyzers([.. analyzers], _solution.GetProject(_id)!.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(Cancellation);
        return [.. found.Where(diagnostic => diagnostic.Id == id).OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>What is offered for the first place that a rule finds.</summary>
    public async Task<IReadOnlyList<CodeAction>> OfferedAsync(string id)
    {
        var diagnostic = (await FindAsync(id))[0];
        var offered = new List<CodeAction>();
        var context = new CodeFixContext(_solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => offered.Add(action), Cancellation);
        await FixOf(id).RegisterCodeFixesAsync(context);
        return offered;
    }

    /// <summary>Applies one of what is offered for the first place, after which that place is no longer found.</summary>
    public async Task ApplyAsync(string id, int choice = 0)
    {
        var before = (await FindAsync(id)).Count;
        await ApplyAsync((await OfferedAsync(id))[choice]);
        Assert.Equal(before - 1, (await FindAsync(id)).Count);
    }

    /// <summary>Applies one of what is offered for the first place to all places, after which none is found.</summary>
    public async Task ApplyToAllAsync(string id, FixAllScope scope, int choice = 0)
    {
        var first = (await FindAsync(id))[0];
        var action = (await OfferedAsync(id))[choice];
        var context = new FixAllContext(
            _solution.GetDocument(first.Location.SourceTree)!, FixOf(id), scope, action.EquivalenceKey, [id], new Found(this, id), Cancellation);
        await ApplyAsync((await FixOf(id).GetFixAllProvider()!.GetFixAsync(context))!);
    }

    /// <summary>The project has no errors, generated code included.</summary>
    public async Task CompilesAsync()
    {
        var compilation = (await _solution.GetProject(_id)!.GetCompilationAsync(Cancellation))!;
        Assert.Empty(compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic + "\n" + Text()));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static CodeFixProvider FixOf(string id) => Assert.Single(Fixes, fix => fix.FixableDiagnosticIds.Contains(id));

    private List<Document> Sources() => [.. _solution.GetProject(_id)!.Documents.Where(document => document.Name != "Usings.cs").OrderBy(document => document.Name, StringComparer.Ordinal)];

    private async Task ApplyAsync(CodeAction action) =>
        _solution = Assert.Single((await action.GetOperationsAsync(Cancellation)).OfType<ApplyChangesOperation>()).ChangedSolution;

    /// <summary>Brings the generator into the project.</summary>
    private sealed class Generation : AnalyzerReference
    {
        // One instance: the workspace finds it again by reference.
        private readonly ImmutableArray<ISourceGenerator> _generators = [new RegistryScopeGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => this;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;
    }

    /// <summary>Tells a fix of all places where they are.</summary>
    private sealed class Found(ProjectUnderFix project, string id) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project of, CancellationToken cancellationToken) => await project.FindAsync(id);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await project.FindAsync(id)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project of, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
