using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;
using PgRegistry.Replication;

namespace PgRegistry.Analyzers;

/// <summary>Compares what scopes send with the committed schemas: what breaks with them (PGR0022), and what they do not have yet (PGR0023).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SchemaAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SchemaBroken, Descriptors.SchemaNotCommitted];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Options.AdditionalFiles.FirstOrDefault(file => SchemaFile.Is(file.Path)) is not { } file)
            {
                return;
            }

            var committed = SchemaFile.Read(file.GetText(start.CancellationToken));
            var attributeTypes = ScopeOptions.AttributeTypesIn(start.Compilation);
            start.RegisterSymbolAction(
                symbol =>
                {
                    var scope = (INamedTypeSymbol)symbol.Symbol;
                    if (ScopeOptions.FindAttribute(scope, attributeTypes) is { } attribute && SchemaOf(scope) is { } schema)
                    {
                        Compare(scope, attribute, schema, committed, symbol);
                    }
                },
                SymbolKind.NamedType);
        });
    }

    // A scope that the generator skips has another error, and none.
    private static string? SchemaOf(INamedTypeSymbol scope) =>
        scope.GetMembers("Schema").OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue)?.ConstantValue as string;

    private static void Compare(INamedTypeSymbol scope, AttributeData attribute, string schema, SchemaFile file, SymbolAnalysisContext context)
    {
        var name = ScopeOptions.Of(attribute).Name ?? scope.Name;
        var committed = file.Find(name);
        if (committed is not null && BreakIn(schema, committed) is { } found)
        {
            var place = SchemaPlaces.Find(new ScopeParts(scope, attribute, context.Compilation), found.Path);
            var properties = ImmutableDictionary<string, string?>.Empty.Add(nameof(SchemaBreak.FormerName), found.FormerName);
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.SchemaBroken, place.Locations[0], properties, found.Shared + $" '{scope.Name}'", found.Text, found.Advice));
        }
        else if (committed != schema)
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(SchemaFile.ScopeProperty, name).Add(SchemaFile.SchemaProperty, schema);
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.SchemaNotCommitted, scope.Locations[0], properties, scope.Name, SchemaFile.Name));
        }
    }

    private static SchemaBreak? BreakIn(string schema, string committed)
    {
        foreach (var part in new[] { "key", "value", "message" })
        {
            if (SchemaComparison.Find(part, schema, committed) is { } difference)
            {
                return SchemaBreak.Of(difference, schema);
            }
        }

        return SchemaComparison.CasesOnlyIn(committed, schema) is { Count: > 0 } gone
            ? new SchemaBreak(gone[0], null, $"the case '{gone[0]}' is gone, which nodes of the former build still send", $"mark a renamed one with [WireName(\"{gone[0].Substring(gone[0].LastIndexOf(':') + 1)}\")], or bring it back")
            : null;
    }
}
