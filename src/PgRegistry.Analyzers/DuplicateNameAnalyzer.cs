using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports scopes of an assembly that share a name (PGR0014).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.DuplicateName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var attributeTypes = ScopeOptions.AttributeTypesIn(start.Compilation);
            var scopes = new ConcurrentBag<(string Name, INamedTypeSymbol Type)>();
            start.RegisterSymbolAction(
                symbol =>
                {
                    var scope = (INamedTypeSymbol)symbol.Symbol;
                    if (ScopeOptions.FindAttribute(scope, attributeTypes) is { } attribute)
                    {
                        scopes.Add((ScopeOptions.Of(attribute).Name ?? scope.Name, scope));
                    }
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(scopes, end));
        });
    }

    private static void Report(IEnumerable<(string Name, INamedTypeSymbol Type)> scopes, CompilationAnalysisContext context)
    {
        foreach (var name in scopes.GroupBy(scope => scope.Name, StringComparer.Ordinal))
        {
            var sharing = name.Select(scope => scope.Type).OrderBy(TypeNames.Of, StringComparer.Ordinal).ToList();
            foreach (var type in sharing.Where(_ => sharing.Count > 1))
            {
                var other = sharing.First(candidate => !SymbolEqualityComparer.Default.Equals(candidate, type));
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.DuplicateName, type.Locations[0], other.Locations, type.Name, name.Key, TypeNames.Of(other).Replace("global::", "")));
            }
        }
    }
}
