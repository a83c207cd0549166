using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PgRegistry.Analyzers;

/// <summary>Reports scope options that have an invalid value and no rule of their own (PGR0009).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.InvalidOption];

    private protected override void Analyze(ScopeContext context)
    {
        if (context.Options.Invalid is { } invalid)
        {
            context.ReportAtOption(Descriptors.InvalidOption, invalid.Option, context.Scope.Name, invalid.Option, invalid.Problem);
        }

        if (context.Parts.Formatters.Problem is { } problem)
        {
            context.ReportAtOption(Descriptors.InvalidOption, "Formatters", context.Scope.Name, "Formatters", problem);
        }
    }
}
