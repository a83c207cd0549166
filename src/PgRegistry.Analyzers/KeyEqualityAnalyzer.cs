using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports keys that are not compared by their content (PGR0006).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyEqualityAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.KeyNotEquatable];

    private protected override void Analyze(ScopeContext context)
    {
        if (!context.Parts.KeyIsCompared)
        {
            context.Report(Descriptors.KeyNotEquatable, context.Parts.PlaceOf(context.Parts.Key!), TypeNames.Short(context.Parts.Key!));
            return;
        }

        foreach (var problem in new PartRules(context.Parts).NotComparedInKey())
        {
            context.Report(Descriptors.KeyNotEquatable, problem.Member, problem.Path);
        }
    }
}
