using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports listeners of a declaration that cannot listen to it (PGR0010).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ListenerAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.InvalidListener];

    private protected override void Analyze(ScopeContext context)
    {
        var listeners = context.Options.Listeners;
        for (var i = 0; i < listeners.Count; i++)
        {
            if ((ListenerRules.ProblemWith(listeners[i]) ?? ProblemWithInterfaces(listeners[i]!, context.Scope)) is { } problem)
            {
                context.ReportAtItem(Descriptors.InvalidListener, "Listeners", i, listeners.Count, listeners[i]?.Name ?? "null", context.Scope.Name, problem);
            }
        }
    }

    // Without the generated interface the declaration has another error, which says enough.
    private static string? ProblemWithInterfaces(INamedTypeSymbol listener, INamedTypeSymbol scope) =>
        listener.TypeKind != TypeKind.Error
        && ScopeRules.FindNested(scope, "IListener") is { } required
        && !listener.AllInterfaces.Contains(required, SymbolEqualityComparer.Default)
            ? $"does not implement '{TypeNames.Short(required)}'; implement it, or take the class out of Listeners"
            : null;
}
