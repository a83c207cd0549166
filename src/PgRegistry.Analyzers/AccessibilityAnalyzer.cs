using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports keys, values and messages less accessible than their scope (PGR0008).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AccessibilityAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.LessAccessible];

    private protected override void Analyze(ScopeContext context)
    {
        foreach (var type in ScopeRules.LessAccessible(context.Parts))
        {
            context.Report(Descriptors.LessAccessible, context.Parts.PlaceOf(type), TypeNames.Short(type), context.Scope.Name);
        }
    }
}
