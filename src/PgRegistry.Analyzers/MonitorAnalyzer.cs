using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PgRegistry.Analyzers;

/// <summary>Reports monitors and inboxes that are never disposed (PGR0018).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MonitorAnalyzer : UsageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NotDisposed];

    private protected override void Register(CompilationStartAnalysisContext start, RuntimeTypes types) =>
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (types.OpensMonitor(call.TargetMethod) && ResultFate.Of(call) is not Fate.Kept)
                {
                    Report(context, call, "changes are collected for it until the scope closes");
                }

                // An inbox ends with its process, so that one that is read from may be left to that.
                else if (types.OpensInbox(call.TargetMethod) && ResultFate.Of(call) is Fate.Dropped or Fate.Discarded or Fate.Unread)
                {
                    Report(context, call, "it collects messages that nobody receives until its process ends");
                }
            },
            OperationKind.Invocation);

    private static void Report(OperationAnalysisContext context, IInvocationOperation call, string harm) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotDisposed, call.Syntax.GetLocation(), call.TargetMethod.Name, harm));
}
