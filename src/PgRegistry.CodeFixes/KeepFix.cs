using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace PgRegistry.CodeFixes;

/// <summary>Keeps a registration, a monitor or an inbox in a using declaration (PGR0016, PGR0018); or says that an entry is to stay (PGR0016).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepFix))]
public sealed class KeepFix : DocumentFix
{
    private const string Keep = "Keep it in a using declaration";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.RegistrationDropped, RuleIds.NotDisposed];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        if (place.Find<InvocationExpressionSyntax>() is not { } call)
        {
            yield break;
        }

        if (StatementOf(call) is { } statement && CanDeclareAt(statement))
        {
            if (statement is LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } local && local.Declaration.Variables[0].Initializer?.Value == call)
            {
                if (!IsAssignedLater(local))
                {
                    yield return new FixChoice(Keep, (editor, _) => editor.ReplaceNode(local, (current, _) => Using((LocalDeclarationStatementSyntax)current)));
                }
            }
            else if (statement is ExpressionStatementSyntax { Expression: var expression } && (expression == call || IsDiscard(expression, call)))
            {
                yield return new FixChoice(Keep, (editor, names) => editor.ReplaceNode(statement, Declare(NameFor(call, place, names), call).WithTriviaFrom(statement)));
            }
            else if (IsFirst(call, statement))
            {
                yield return new FixChoice(Keep, (editor, names) => DeclareBefore(editor, statement, call, NameFor(call, place, names)));
            }
        }

        if (place.Diagnostic.Id == RuleIds.RegistrationDropped && call.Parent is not EqualsValueClauseSyntax)
        {
            yield return new FixChoice("Discard it: the entry lasts as long as the scope", (editor, _) => editor.ReplaceNode(
                call, SyntaxFactory.ParseExpression("_ = " + call.WithoutTrivia().ToFullString()).WithTriviaFrom(call)));
        }
    }

    // The statement that the call is in, unless a function lies between.
    private static StatementSyntax? StatementOf(SyntaxNode call) => call.AncestorsAndSelf()
        .TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax) || node is GlobalStatementSyntax)
        .OfType<StatementSyntax>()
        .FirstOrDefault();

    private static bool CanDeclareAt(StatementSyntax statement) => statement.Parent is BlockSyntax or GlobalStatementSyntax;

    private static bool IsDiscard(ExpressionSyntax expression, ExpressionSyntax call) =>
        expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } assignment && assignment.Right == call;

    // What is done before the statement must not be overtaken by other parts of it.
    private static bool IsFirst(InvocationExpressionSyntax call, StatementSyntax statement) => statement switch
    {
        CommonForEachStatementSyntax loop => loop.Expression.Span.Contains(call.Span),
        ExpressionStatementSyntax or LocalDeclarationStatementSyntax => !statement.DescendantNodes(node => node != call).OfType<InvocationExpressionSyntax>()
            .Any(other => other.Span.End < call.SpanStart),
        _ => false,
    };

    private static bool IsAssignedLater(LocalDeclarationStatementSyntax local) =>
        local.Parent is { } block && (block is GlobalStatementSyntax ? block.Parent! : block).DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == local.Declaration.Variables[0].Identifier.ValueText);

    private static LocalDeclarationStatementSyntax Using(LocalDeclarationStatementSyntax local) => local
        .WithoutLeadingTrivia()
        .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithLeadingTrivia(local.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space));

    private static void DeclareBefore(SyntaxEditor editor, StatementSyntax statement, InvocationExpressionSyntax call, string name)
    {
        var declaration = Declare(name, call)
            .WithLeadingTrivia(statement.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        editor.ReplaceNode(call, SyntaxFactory.IdentifierName(name).WithTriviaFrom(call));
        if (statement.Parent is GlobalStatementSyntax global)
        {
            editor.InsertBefore(global, SyntaxFactory.GlobalStatement(declaration));
        }
        else
        {
            editor.InsertBefore(statement, declaration);
        }
    }

    private static StatementSyntax Declare(string name, InvocationExpressionSyntax call) =>
        SyntaxFactory.ParseStatement($"using var {name} = {call.WithoutTrivia().ToFullString()};");

    private static string NameFor(InvocationExpressionSyntax call, FixPlace place, HashSet<string> taken)
    {
        var operation = (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;
        var name = operation switch
        {
            "Register" => "registration",
            "OpenInbox" => "inbox",
            _ => "watch",
        };
        return Names.Free(name, call, place, taken);
    }
}
