using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports members of a scope, and names of scopes, that emitted members have (PGR0013).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CollisionAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Collision];

    private protected override void Analyze(ScopeContext context)
    {
        foreach (var symbol in EmittedNames.Collisions(context.Parts, context.Options))
        {
            context.Report(Descriptors.Collision, symbol, symbol.Name, context.Scope.Name);
        }
    }
}
