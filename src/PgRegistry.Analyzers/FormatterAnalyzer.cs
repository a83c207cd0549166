using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers;

/// <summary>Reports what cannot go over the wire in keys, values and messages (PGR0004).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormatterAnalyzer : ScopeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoFormatter];

    private protected override void Analyze(ScopeContext context)
    {
        var reader = new WireTypeReader(context.Scope, context.Compilation, context.Cancellation);
        foreach (var part in context.Parts)
        {
            // A key without value equality has its own rule; to mend that mends this.
            if (part.Name == "Key" && !ScopeRules.IsValueEquatable(part))
            {
                continue;
            }

            reader.ReadRoot(part);
        }

        foreach (var problem in reader.Problems)
        {
            context.Report(Descriptors.NoFormatter, problem.Member, problem.Path, TypeNames.Short(problem.Type), problem.Reason);
        }
    }
}
