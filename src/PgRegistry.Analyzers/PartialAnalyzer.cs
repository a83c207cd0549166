using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports scope classes, and types around them, that are not partial (PGR0001).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NotPartial];

    private protected override void Analyze(ScopeContext context)
    {
        foreach (var type in ScopeRules.WithContainers(context.Scope))
        {
            if (!ScopeRules.IsPartial(type, context.Cancellation))
            {
                context.Report(Descriptors.NotPartial, type, TypeNames.Short(type), context.Scope.Name);
            }
        }
    }
}
