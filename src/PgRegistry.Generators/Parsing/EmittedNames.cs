using Microsoft.CodeAnalysis;

namespace PgRegistry.Generators.Parsing;

/// <summary>
/// The names that emitted parts of a scope take whatever its key and value are, and what of the user's is in their way. The generator and an
/// analyzer both ask here: two members of a name would be an error in generated code, and such an error keeps analyzers from being heard.
/// </summary>
internal static class EmittedNames
{
    private static readonly HashSet<string> s_singles = new(StringComparer.Ordinal)
    {
        "s_definition", "_scope", "Schema", "ScopeName", "Count", "Metadata", "Peers", "Name", "Node", "Mode", "Scope", "IListener", "KeyPattern", "ValuePattern",

        // What emitted files call other types.
        "_Generated", "_Outranks", "_Patterns", "_Values", "_Comparers", "_Formatters", "_Key", "_Value", "_Message", "_KeyPattern", "_ValuePattern",
    };

    private static readonly HashSet<string> s_methods = new(StringComparer.Ordinal)
    {
        "Register", "Start", "Unregister", "UnregisterAll", "UnregisterMatch", "Update",
        "Lookup", "LookupLocal", "Values", "Keys", "KeysOf", "Entries", "CountOf", "CountOn", "Match", "CountMatch", "Select", "CountSelect",
        "MonitorScope", "Monitor", "WaitForAsync", "Dispatch", "ReplicatedAsync", "HandOver", "DisposeAsync",
    };

    // Of these there is one form only, without parameters.
    private static readonly HashSet<string> s_plainMethods = new(StringComparer.Ordinal) { "Keys", "Entries", "DisposeAsync" };

    private static readonly HashSet<string> s_methodsOfUnique = new(StringComparer.Ordinal) { "TryRegister", "TryStart", "WhereIs" };

    private static readonly HashSet<string> s_methodsWithMessages = new(StringComparer.Ordinal) { "OpenInbox", "Send", "Publish" };

    /// <summary>Whether an operation of this name belongs to scopes with unique keys only.</summary>
    public static bool IsOfUnique(string name) => s_methodsOfUnique.Contains(name);

    /// <summary>Whether an operation of this name belongs to scopes with messages only.</summary>
    public static bool IsOfMessages(string name) => s_methodsWithMessages.Contains(name);

    /// <summary>What of the scope is in the way of emitted members: members of its own, or the class itself by its name.</summary>
    /// <remarks>
    /// Methods beside emitted methods are overloads, and welcome. An analyzer finds the emitted members themselves too; what it reports of generated code is dropped.
    /// </remarks>
    public static IEnumerable<ISymbol> Collisions(ScopeParts parts, ScopeOptions options)
    {
        var (scope, hasMessage) = (parts.Scope, parts.Message is not null);
        if (IsSingle(scope.Name) || IsMethod(scope.Name))
        {
            yield return scope;
        }

        foreach (var member in scope.GetMembers())
        {
            if (!member.IsImplicitlyDeclared && IsInTheWay(member))
            {
                yield return member;
            }
        }

        bool IsSingle(string name) => s_singles.Contains(name) || (hasMessage && name == "_messages");

        bool IsMethod(string name) =>
            s_methods.Contains(name) || IsLookupByIndex(name) || (options.IsUnique && IsOfUnique(name)) || (hasMessage && IsOfMessages(name));

        bool IsLookupByIndex(string name) =>
            name.StartsWith("LookupBy", StringComparison.Ordinal)
            && parts.Value is INamedTypeSymbol value && IndexRules.MarkedMembers(value).Any(member => "LookupBy" + member.Name == name);

        bool IsInTheWay(ISymbol member) => member switch
        {
            // Types of other arity are other types, beside a type; beside anything else they have its name.
            INamedTypeSymbol { Arity: > 0, Name: "IListener" or "KeyPattern" or "ValuePattern" } => false,
            IMethodSymbol { MethodKind: not MethodKind.Ordinary } => false,
            IMethodSymbol method => IsSingle(method.Name) || (s_plainMethods.Contains(method.Name) && method.Arity == 0 && method.Parameters.IsEmpty),
            _ => IsSingle(member.Name) || IsMethod(member.Name),
        };
    }
}
