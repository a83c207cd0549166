using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports kinds of classes that the generator cannot complete (PGR0007).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScopeClassAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.CannotComplete];

    private protected override void Analyze(ScopeContext context)
    {
        if (ScopeRules.ProblemWithClass(context.Scope, context.Cancellation) is { } problem)
        {
            context.Report(Descriptors.CannotComplete, context.Scope, context.Scope.Name, problem);
        }
    }
}
