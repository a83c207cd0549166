using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace PgRegistry.CodeFixes;

/// <summary>A fix that changes the document of its diagnostic. Each has its own class, derived from this; to fix all of a document is one edit of it.</summary>
public abstract class DocumentFix : CodeFixProvider
{
    private readonly FixAllProvider _fixAll;

    /// <summary>Makes a fix.</summary>
    protected DocumentFix() => _fixAll = FixAllProvider.Create(
        async (context, document, diagnostics) => await ApplyAsync(document, diagnostics, context.CodeActionEquivalenceKey ?? "", context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var choice in await ChoicesAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(choice.Title, cancellation => ApplyAsync(context.Document, ImmutableArray.Create(diagnostic), choice.Title, cancellation), choice.Title),
                    diagnostic);
            }
        }
    }

    /// <summary>What can be done about a diagnostic at a node; nothing when the code has a form that the fix does not know.</summary>
    private protected abstract IEnumerable<FixChoice> Choices(FixPlace place);

    private async Task<IReadOnlyList<FixChoice>> ChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root is null || model is null ? [] : [.. Choices(new FixPlace(root, model, diagnostic, cancellation))];
    }

    private async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string title, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            foreach (var choice in Choices(new FixPlace(editor.OriginalRoot, editor.SemanticModel, diagnostic, cancellation)).Where(choice => choice.Title == title))
            {
                choice.Apply(editor, names);
            }
        }

        return editor.GetChangedDocument();
    }
}

/// <summary>One thing that can be done about a diagnostic.</summary>
/// <param name="title">What it does; the same for all that are fixed together.</param>
/// <param name="apply">Does it, and adds the names that it takes to those that others took.</param>
internal sealed class FixChoice(string title, Action<SyntaxEditor, HashSet<string>> apply)
{
    public string Title => title;

    public void Apply(SyntaxEditor editor, HashSet<string> names) => apply(editor, names);
}

/// <summary>Where a diagnostic is.</summary>
internal sealed class FixPlace(SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellation)
{
    public SemanticModel Model => model;

    public Diagnostic Diagnostic => diagnostic;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The innermost node of a kind that the diagnostic is at or in.</summary>
    public T? Find<T>()
        where T : SyntaxNode =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();
}
