using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PgRegistry.Analyzers;

/// <summary>Reports registrations with a process of their own that nothing keeps (PGR0016).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationAnalyzer : UsageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.RegistrationDropped];

    private protected override void Register(CompilationStartAnalysisContext start, RuntimeTypes types) =>
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (types.RegistersOwnProcess(call.TargetMethod) && ResultFate.Of(call) is Fate.Dropped or Fate.Unread)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptors.RegistrationDropped, call.Syntax.GetLocation(), call.TargetMethod.Name));
                }
            },
            OperationKind.Invocation);
}
