using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports collections in keys (PGR0011).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyCollectionAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.CollectionInKey];

    private protected override void Analyze(ScopeContext context)
    {
        foreach (var problem in new PartRules(context.Parts).CollectionsInKey())
        {
            context.Report(Descriptors.CollectionInKey, problem.Member, problem.Path, TypeNames.Short(problem.Type));
        }
    }
}
