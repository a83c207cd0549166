using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PgRegistry.Analyzers;

/// <summary>Reports waiting in the methods of listeners (PGR0017).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingListenerAnalyzer : UsageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.BlockingListener];

    private protected override void Register(CompilationStartAnalysisContext start, RuntimeTypes types) =>
        start.RegisterSymbolStartAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (types.IsListener(type))
                {
                    var methods = types.ListenerMethods(type).ToImmutableHashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
                    symbol.RegisterOperationAction(operation => Analyze(operation, methods), OperationKind.Invocation, OperationKind.PropertyReference);
                }
            },
            SymbolKind.NamedType);

    private static void Analyze(OperationAnalysisContext context, ImmutableHashSet<IMethodSymbol> methods)
    {
        var blocks = context.Operation switch
        {
            IInvocationOperation call => Blocks(call),
            IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: { Name: "Task" or "ValueTask", Arity: 1 } type } } => IsIn(type, "Tasks"),
            _ => false,
        };
        if (blocks && context.ContainingSymbol is IMethodSymbol method && methods.Contains(method) && RunsAtOnce(context.Operation))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.BlockingListener, context.Operation.Syntax.GetLocation(), NameOf(context.Operation), method.ContainingType.Name));
        }
    }

    private static bool Blocks(IInvocationOperation call)
    {
        // To wait for no time is to look.
        if (call.Arguments.FirstOrDefault()?.Value.ConstantValue is { HasValue: true, Value: 0 })
        {
            return false;
        }

        var type = call.TargetMethod.ContainingType;
        return call.TargetMethod.Name switch
        {
            "GetResult" => type.Name.EndsWith("Awaiter", StringComparison.Ordinal) && IsIn(type, "CompilerServices"),
            "Wait" => (type.Name == "Task" && IsIn(type, "Tasks")) || (type.Name is "SemaphoreSlim" or "ManualResetEventSlim" or "CountdownEvent" or "Monitor" && IsIn(type, "Threading")),
            "WaitAll" or "WaitAny" => (type.Name == "Task" && IsIn(type, "Tasks")) || (type.Name == "WaitHandle" && IsIn(type, "Threading")),
            "WaitOne" => type.Name == "WaitHandle" && IsIn(type, "Threading"),
            "Sleep" or "Join" => type.Name == "Thread" && IsIn(type, "Threading"),
            "SignalAndWait" => type.Name == "Barrier" && IsIn(type, "Threading"),
            _ => false,
        };
    }

    private static bool IsIn(INamedTypeSymbol type, string space) => type.ContainingNamespace?.Name == space;

    private static string NameOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.ContainingType.Name + "." + call.TargetMethod.Name,
        IPropertyReferenceOperation property => property.Property.ContainingType.Name + "." + property.Property.Name,
        _ => "",
    };

    // A function within the method may run anywhere.
    private static bool RunsAtOnce(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }
}
