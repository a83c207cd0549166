using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PgRegistry.Analyzers;

/// <summary>Reports methods of listeners that are async void (PGR0019).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncListenerAnalyzer : UsageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.AsyncListener];

    private protected override void Register(CompilationStartAnalysisContext start, RuntimeTypes types) =>
        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                foreach (var method in types.ListenerMethods(type))
                {
                    if (method.IsAsync)
                    {
                        context.ReportDiagnostic(Diagnostic.Create(Descriptors.AsyncListener, method.Locations[0], type.Name + "." + method.Name));
                    }
                }
            },
            SymbolKind.NamedType);
}
