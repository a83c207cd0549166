using Microsoft.Extensions.DependencyInjection;

namespace PgRegistry.Hosting;

/// <summary>
/// Opens a scope with the listeners among the services. One that wants the scope that it is made for is found out: the container, which
/// cannot see through this method, would go round in circles until its stack is used up, and then wait for itself for ever.
/// </summary>
internal static class HostedOpening<TScope>
    where TScope : class, IRegistryScope<TScope>
{
    [ThreadStatic]
    private static IServiceProvider? t_opening;

    /// <exception cref="InvalidOperationException">The scope is wanted to make one of its own listeners.</exception>
    public static TScope Open(IServiceProvider provider)
    {
        if (ReferenceEquals(t_opening, provider))
        {
            throw new InvalidOperationException(
                $"A listener of the scope \"{TScope.ScopeName}\" takes {typeof(TScope)} in its constructor, but listeners are made before their scope. "
                + "Take an IServiceProvider, and ask it for the scope when the listener is called.");
        }

        var outer = t_opening;
        t_opening = provider;
        try
        {
            return provider.GetRequiredService<RegistryNode>().Open<TScope>([], provider);
        }
        finally
        {
            t_opening = outer;
        }
    }
}
