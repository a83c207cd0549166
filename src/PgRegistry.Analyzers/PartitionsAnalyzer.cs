using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PgRegistry.Analyzers;

/// <summary>Reports scopes that ask for partitions (PGR0002).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartitionsAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Partitions];

    private protected override void Analyze(ScopeContext context)
    {
        if (context.Options.Partitions != 1)
        {
            context.ReportAtOption(Descriptors.Partitions, "Partitions", context.Scope.Name, context.Options.Partitions);
        }
    }
}
