using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgRegistry.Analyzers;

/// <summary>What becomes of something that is to be disposed.</summary>
internal enum Fate
{
    /// <summary>Disposed, returned, stored or passed on: somebody else's matter. Also whatever is not understood here.</summary>
    Kept,

    /// <summary>The call is a statement of its own.</summary>
    Dropped,

    /// <summary>Assigned to a discard.</summary>
    Discarded,

    /// <summary>In a local variable that nothing reads.</summary>
    Unread,

    /// <summary>Used, and then lost.</summary>
    Used,
}

/// <summary>Follows the result of a call within its method.</summary>
internal static class ResultFate
{
    public static Fate Of(IOperation value)
    {
        var (fate, local) = Next(value);
        return local is null ? fate : OfLocal(value, local);
    }

    private static Fate OfLocal(IOperation value, ILocalSymbol local)
    {
        var root = value;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        var fate = Fate.Unread;
        foreach (var reference in root.Descendants().OfType<ILocalReferenceOperation>())
        {
            if (!SymbolEqualityComparer.Default.Equals(reference.Local, local) || reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)
            {
                continue;
            }

            // What goes on to another variable is not followed.
            if (Next(reference) is (Fate.Kept, _) or (_, not null))
            {
                return Fate.Kept;
            }

            fate = Fate.Used;
        }

        return fate;
    }

    /// <summary>What becomes of a value where it stands, or the local variable that it goes to.</summary>
    private static (Fate Fate, ILocalSymbol? Local) Next(IOperation value)
    {
        while (true)
        {
            switch (value.Parent)
            {
                case IConversionOperation { OperatorMethod: null } or IParenthesizedOperation:
                    value = value.Parent;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation call } when IsEnumerationOf(call):
                    value = call;
                    continue;
                case IInvocationOperation call when call.Instance == value:
                    if (IsEnumerationOf(call))
                    {
                        value = call;
                        continue;
                    }

                    return (call.TargetMethod.Name is "Dispose" or "DisposeAsync" ? Fate.Kept : Fate.Used, null);
                case IExpressionStatementOperation:
                    return (Fate.Dropped, null);
                case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                    return (Fate.Discarded, null);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Parent: IExpressionStatementOperation } assignment when assignment.Value == value:
                    return (Fate.Kept, target.Local);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return (Fate.Kept, IsUsing(declarator) ? null : declarator.Symbol);
                case IForEachLoopOperation loop when loop.Collection == value:
                    return (Fate.Used, null);
                case IPropertyReferenceOperation or IIsPatternOperation or IBinaryOperation:
                    return (Fate.Used, null);
                default:
                    return (Fate.Kept, null);
            }
        }
    }

    // WithCancellation and ConfigureAwait: the enumeration is another object, which disposes nothing but itself.
    private static bool IsEnumerationOf(IInvocationOperation call) =>
        call.TargetMethod.ReturnType is INamedTypeSymbol { Name: "ConfiguredCancelableAsyncEnumerable", ContainingNamespace.Name: "CompilerServices" };

    private static bool IsUsing(IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent?.Parent is IUsingDeclarationOperation or IUsingOperation;
}
