using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports scopes without a key or a value (PGR0005).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAndValueAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoKeyOrValue];

    private protected override void Analyze(ScopeContext context)
    {
        if (context.Parts.Key is null)
        {
            context.Report(Descriptors.NoKeyOrValue, context.Scope, context.Scope.Name, "Key", "public readonly record struct Key(string Name);");
        }

        if (context.Parts.Value is null)
        {
            context.Report(Descriptors.NoKeyOrValue, context.Scope, context.Scope.Name, "Value", "public sealed record Value(string Role);");
        }
    }
}
