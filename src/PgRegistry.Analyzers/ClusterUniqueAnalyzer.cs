using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PgRegistry.Analyzers;

/// <summary>Reports scopes that ask for keys unique in the cluster (PGR0003).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClusterUniqueAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.ClusterUnique];

    private protected override void Analyze(ScopeContext context)
    {
        if (context.Options.IsClusterUnique)
        {
            context.ReportAtOption(Descriptors.ClusterUnique, "Keys", context.Scope.Name);
        }
    }
}
