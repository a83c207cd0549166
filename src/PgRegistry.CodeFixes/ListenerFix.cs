using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace PgRegistry.CodeFixes;

/// <summary>Lets a class that a declaration names as a listener implement the scope's interface (PGR0010). The class may stand in another document.</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ListenerFix))]
public sealed class ListenerFix : CodeFixProvider
{
    private const string Title = "Implement the scope's IListener";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.InvalidListener];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TypeOfExpressionSyntax>() is not { } named
            || model is null
            || named.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } scope
            || model.GetTypeInfo(named.Type, context.CancellationToken).Type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false } listener
            || scope.GetTypeMembers("IListener", 0).FirstOrDefault() is not { } required
            || listener.AllInterfaces.Contains(required, SymbolEqualityComparer.Default)
            || listener.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
            || context.Document.Project.Solution.GetDocument(reference.SyntaxTree) is not { } document)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => ImplementAsync(document, reference, listener, required, cancellation), Title),
            context.Diagnostics);
    }

    private static async Task<Solution> ImplementAsync(Document document, SyntaxReference reference, INamedTypeSymbol listener, INamedTypeSymbol required, CancellationToken cancellation)
    {
        var type = (TypeDeclarationSyntax)await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        var root = await reference.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        return document.Project.Solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(type, Implement(type, listener, required)));
    }

    private static TypeDeclarationSyntax Implement(TypeDeclarationSyntax type, INamedTypeSymbol listener, INamedTypeSymbol required)
    {
        // Fully named, so that it holds in any file; the editor's simplifier shortens it.
        var simplify = Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation;
        var implemented = SyntaxFactory.SimpleBaseType(SyntaxFactory.ParseTypeName(required.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).WithAdditionalAnnotations(simplify));
        var members = new List<MemberDeclarationSyntax>();
        foreach (var method in required.AllInterfaces.SelectMany(contract => contract.GetMembers()).OfType<IMethodSymbol>())
        {
            if (method.IsAbstract && !HasAlready(listener, method))
            {
                var parameters = string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {parameter.Name}"));
                members.Add(SyntaxFactory.ParseMemberDeclaration($"public void {method.Name}({parameters})\n{{\n}}\n")!.WithAdditionalAnnotations(simplify, Formatter.Annotation));
            }
        }

        if (type.SemicolonToken.IsKind(SyntaxKind.SemicolonToken))
        {
            type = type.WithSemicolonToken(default)
                .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken))
                .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(type.SemicolonToken.TrailingTrivia));
        }

        return ((TypeDeclarationSyntax)type.AddBaseListTypes(implemented)).WithMembers(type.Members.AddRange(members)).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static bool HasAlready(INamedTypeSymbol listener, IMethodSymbol method) => listener.GetMembers(method.Name).OfType<IMethodSymbol>().Any(own =>
        own is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, ReturnsVoid: true }
        && own.Parameters.Select(parameter => parameter.Type).SequenceEqual(method.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default));
}
