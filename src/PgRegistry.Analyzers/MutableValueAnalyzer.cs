using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports values and keys that can be changed after they were registered (PGR0012).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MutableValueAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.MutableValue];

    private protected override void Analyze(ScopeContext context)
    {
        foreach (var problem in new PartRules(context.Parts).Mutable())
        {
            context.Report(Descriptors.MutableValue, problem.Member, problem.Path, problem.Reason);
        }
    }
}
