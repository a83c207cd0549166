using Microsoft.Extensions.DependencyInjection;

namespace PgRegistry.Hosting;

/// <summary>A scope that was added to a host's node.</summary>
/// <param name="Name">Its name in the cluster.</param>
/// <param name="Type">The class that declares it.</param>
/// <param name="Resolve">Opens it on the host's node, if it is not open yet.</param>
/// <param name="DeclaredKeys">Says which mode it is declared with.</param>
internal sealed record HostedScope(string Name, Type Type, Action<IServiceProvider> Resolve, KeyMode DeclaredKeys)
{
    public static HostedScope Of<TScope>()
        where TScope : class, IRegistryScope<TScope> =>
        new(TScope.ScopeName, typeof(TScope), static provider => provider.GetRequiredService<TScope>(), TScope.ScopeMode);
}
