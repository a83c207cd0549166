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
        var reader = new WireTypeReader(context.Parts, context.Cancellation);

        // A key without value equality has its own rule; to mend that mends this.
        if (context.Parts.Key is not null && context.Parts.KeyIsCompared)
        {
            reader.ReadKey();
        }

        if (context.Parts.Value is not null)
        {
            reader.ReadValue();
        }

        reader.ReadMessage();

        foreach (var problem in reader.Problems)
        {
            context.Report(Descriptors.NoFormatter, problem.Member, problem.Path, TypeNames.Short(problem.Type), problem.Reason);
        }
    }
}
