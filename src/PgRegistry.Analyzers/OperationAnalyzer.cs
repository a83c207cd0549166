using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>
/// Reports operations that the scope does not have, because it is declared without what they need (PGR0020). The compiler says so too, but
/// not why.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OperationAnalyzer : UsageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NotAnOperation];

    private protected override void Register(CompilationStartAnalysisContext start, RuntimeTypes types)
    {
        var attributeTypes = ScopeOptions.AttributeTypesIn(start.Compilation);
        start.RegisterSyntaxNodeAction(context => Analyze(context, types, attributeTypes), SyntaxKind.SimpleMemberAccessExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, RuntimeTypes types, IReadOnlyList<INamedTypeSymbol> attributeTypes)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        var name = access.Name.Identifier.ValueText;
        var (isOfUnique, isOfMessages) = (EmittedNames.IsOfUnique(name), EmittedNames.IsOfMessages(name));
        if ((!isOfUnique && !isOfMessages)
            || context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type is not INamedTypeSymbol scope
            || !types.IsScope(scope)
            || ScopeOptions.FindAttribute(scope, attributeTypes) is not { } attribute
            || context.SemanticModel.GetSymbolInfo(access, context.CancellationToken) is not { Symbol: null, CandidateSymbols.IsEmpty: true })
        {
            return;
        }

        if (isOfUnique && !ScopeOptions.Of(attribute).IsUnique)
        {
            var instead = name == "WhereIs" ? "use Lookup, or LookupLocal" : "use " + name.Replace("Try", "");
            Report("unique keys", $"{instead}, or declare the scope with Keys = KeyMode.Unique");
        }
        else if (isOfMessages && new ScopeParts(scope, attribute, context.Compilation) is { Message: null } parts)
        {
            Report("messages", parts.AreNested ? "declare a nested record Message in it" : "name the type of its messages in [RegistryScope<TKey, TValue, TMessage>]");
        }

        void Report(string of, string advice) =>
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotAnOperation, access.Name.GetLocation(), scope.Name, name, of, advice));
    }
}
