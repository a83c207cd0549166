using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PgRegistry.Analyzers;

/// <summary>Reports calls of TryRegister and TryStart whose result nobody looks at (PGR0015).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TryResultAnalyzer : UsageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.TryResultIgnored];

    private protected override void Register(CompilationStartAnalysisContext start, RuntimeTypes types) =>
        start.RegisterOperationAction(
            context =>
            {
                // Who assigns it to a discard has decided.
                var statement = (IExpressionStatementOperation)context.Operation;
                if (statement.Operation is IInvocationOperation { TargetMethod: var method } && types.Tries(method))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.TryResultIgnored, statement.Operation.Syntax.GetLocation(), method.Name, method.Name.Replace("Try", "")));
                }
            },
            OperationKind.ExpressionStatement);
}
