using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgRegistry.CodeFixes;

/// <summary>Calls the operation that throws in place of the try whose result is ignored (PGR0015).</summary>
[Shared, ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TryFix))]
public sealed class TryFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.TryResultIgnored];

    private protected override IEnumerable<FixChoice> Choices(FixPlace place)
    {
        if (place.Find<InvocationExpressionSyntax>() is not
            {
                Expression: MemberAccessExpressionSyntax access,
                Parent: ExpressionStatementSyntax statement,
                ArgumentList.Arguments: { Count: > 2 } arguments,
            }
            call
            || arguments.Any(argument => argument.NameColon is not null)
            || !IsUnused(arguments[arguments.Count - 1].Expression, statement)
            || Target(arguments[arguments.Count - 2].Expression, place, call) is not { } target)
        {
            yield break;
        }

        var name = access.Name.Identifier.ValueText.Replace("Try", "");
        var left = SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments.GetWithSeparators().Take((arguments.Count * 2) - 5));
        var throwing = call.WithExpression(access.WithName(SyntaxFactory.IdentifierName(name))).WithArgumentList(call.ArgumentList.WithArguments(left));
        yield return new FixChoice("Call the operation that throws", (editor, _) => editor.ReplaceNode(
            statement, SyntaxFactory.ParseStatement($"{target}{throwing.WithoutTrivia().ToFullString()};").WithTriviaFrom(statement)));
    }

    // Nobody may need the holder.
    private static bool IsUnused(ExpressionSyntax holder, StatementSyntax statement) => holder switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } => true,
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => statement.SyntaxTree.GetRoot().DescendantNodes()
            .OfType<IdentifierNameSyntax>().All(name => name.Identifier.ValueText != variable.Identifier.ValueText),
        _ => false,
    };

    // What the throwing call's result is assigned to.
    private static string? Target(ExpressionSyntax handed, FixPlace place, InvocationExpressionSyntax call) => handed switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } => HasOwnProcess(call, place) ? "_ = " : "",
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => $"var {variable.Identifier.Text} = ",
        IdentifierNameSyntax or MemberAccessExpressionSyntax => handed.WithoutTrivia().ToFullString() + " = ",
        _ => null,
    };

    // A registration with a process of its own must not be dropped either; to discard it says that it is meant.
    private static bool HasOwnProcess(InvocationExpressionSyntax call, FixPlace place) =>
        place.Model.GetSymbolInfo(call, place.Cancellation).Symbol is IMethodSymbol { Name: "TryRegister", Parameters: var parameters } && parameters[0].Type.Name != "LocalProcess";
}
