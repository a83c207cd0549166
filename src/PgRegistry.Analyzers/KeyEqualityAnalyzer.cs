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
        if (ScopeRules.FindNested(context.Scope, "Key") is { } key && !ScopeRules.IsValueEquatable(key))
        {
            context.Report(Descriptors.KeyNotEquatable, key, TypeNames.Short(key));
        }
    }
}
