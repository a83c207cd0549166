using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports members that are marked with <c>[Index]</c> and cannot be indexed (PGR0021).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IndexAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.InvalidIndex];

    private protected override void Analyze(ScopeContext context)
    {
        foreach (var part in context.Parts.All.OfType<INamedTypeSymbol>().Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            var isValue = ScopeParts.Same(part, context.Parts.Value);
            foreach (var member in IndexRules.MarkedMembers(part))
            {
                if (IndexRules.ProblemWith(member, isValue) is { } problem)
                {
                    context.Report(Descriptors.InvalidIndex, context.Parts.PlaceOf(member), $"{part.Name}.{member.Name}", problem);
                }
            }
        }
    }
}
