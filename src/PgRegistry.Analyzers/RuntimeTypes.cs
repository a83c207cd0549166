using Microsoft.CodeAnalysis;

namespace PgRegistry.Analyzers;

/// <summary>The runtime's types that rules about its use are about, found once for each compilation.</summary>
internal sealed class RuntimeTypes
{
    private readonly INamedTypeSymbol? _scope;
    private readonly INamedTypeSymbol? _scopeInterface;
    private readonly INamedTypeSymbol? _registration;
    private readonly INamedTypeSymbol? _started;
    private readonly INamedTypeSymbol? _monitor;
    private readonly INamedTypeSymbol? _inbox;
    private readonly INamedTypeSymbol? _process;
    private readonly INamedTypeSymbol? _listener;

    private RuntimeTypes(Compilation compilation)
    {
        _scope = compilation.GetTypeByMetadataName("PgRegistry.Scope`2");
        _scopeInterface = compilation.GetTypeByMetadataName("PgRegistry.IRegistryScope`1");
        _registration = compilation.GetTypeByMetadataName("PgRegistry.Registration`2");
        _started = compilation.GetTypeByMetadataName("PgRegistry.StartedProcess`2");
        _monitor = compilation.GetTypeByMetadataName("PgRegistry.ScopeMonitor`2");
        _inbox = compilation.GetTypeByMetadataName("PgRegistry.Inbox`1");
        _process = compilation.GetTypeByMetadataName("PgRegistry.LocalProcess");
        _listener = compilation.GetTypeByMetadataName("PgRegistry.IRegistryListener`3");
    }

    /// <summary>The types, or null when the compilation does not use the runtime.</summary>
    public static RuntimeTypes? Of(Compilation compilation) => new RuntimeTypes(compilation) is { _scope: not null } types ? types : null;

    /// <summary>Whether this is a scope class with its generated part, or the scope within one.</summary>
    public bool IsScope(ITypeSymbol? type) => Is(type, _scope) || (type is not null && Implements(type, _scopeInterface));

    /// <summary>Whether a method registers a process of its own, which only its result can end.</summary>
    public bool RegistersOwnProcess(IMethodSymbol method) =>
        Is(method.ReturnType, _registration) && !method.Parameters.Any(parameter => Is(parameter.Type, _process)) && IsScope(method.ContainingType);

    /// <summary>Whether a method registers or starts unless the key is held.</summary>
    public bool Tries(IMethodSymbol method) =>
        method.ReturnType.SpecialType == SpecialType.System_Boolean
        && method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out && (Is(parameter.Type, _registration) || Is(parameter.Type, _started)))
        && IsScope(method.ContainingType);

    public bool OpensMonitor(IMethodSymbol method) => Is(method.ReturnType, _monitor) && IsScope(method.ContainingType);

    public bool OpensInbox(IMethodSymbol method) => Is(method.ReturnType, _inbox) && IsScope(method.ContainingType);

    public bool IsListener(ITypeSymbol type) => Implements(type, _listener);

    /// <summary>The methods of a listener by which it hears of something.</summary>
    public IEnumerable<IMethodSymbol> ListenerMethods(INamedTypeSymbol type) =>
        from implemented in type.AllInterfaces
        where Is(implemented, _listener)
        from member in implemented.GetMembers()
        select type.FindImplementationForInterfaceMember(member) as IMethodSymbol into method
        where SymbolEqualityComparer.Default.Equals(method?.ContainingType, type)
        select method;

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? definition) =>
        definition is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, definition);

    private static bool Implements(ITypeSymbol type, INamedTypeSymbol? definition)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (Is(implemented, definition))
            {
                return true;
            }
        }

        return false;
    }
}
