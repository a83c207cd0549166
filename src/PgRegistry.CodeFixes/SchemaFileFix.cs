using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PgRegistry.Analyzers;

namespace PgRegistry.CodeFixes;

/// <summary>Writes the schemas of scopes to the file of committed ones (PGR0023).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SchemaFileFix))]
public sealed class SchemaFileFix : CodeFixProvider
{
    private const string Title = "Write the schema to " + SchemaFile.Name;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.SchemaNotCommitted];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new All();

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(CodeAction.Create(Title, cancellation => WriteAsync(context.Document.Project, [diagnostic], cancellation), Title), diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> WriteAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (project.AdditionalDocuments.FirstOrDefault(document => SchemaFile.Is(document.FilePath ?? document.Name)) is not { } document)
        {
            return project.Solution;
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var file = SchemaFile.Read(text);
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(SchemaFile.ScopeProperty, out var scope) && diagnostic.Properties.TryGetValue(SchemaFile.SchemaProperty, out var schema))
            {
                file.Set(scope!, schema!);
            }
        }

        return project.Solution.WithAdditionalDocumentText(document.Id, SourceText.From(file.ToString(), text.Encoding));
    }

    /// <summary>All scopes of a project are written at once: each alone would be written to the same file.</summary>
    private sealed class All : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];

        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
            Title,
            async cancellation =>
            {
                var solution = context.Solution;
                foreach (var id in context.Scope == FixAllScope.Solution ? solution.ProjectIds : [context.Project.Id])
                {
                    var diagnostics = await context.GetAllDiagnosticsAsync(context.Solution.GetProject(id)!).ConfigureAwait(false);
                    solution = await WriteAsync(solution.GetProject(id)!, diagnostics, cancellation).ConfigureAwait(false);
                }

                return solution;
            },
            Title));
    }
}
