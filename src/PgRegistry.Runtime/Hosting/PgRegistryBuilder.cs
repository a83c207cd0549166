using Microsoft.Extensions.DependencyInjection;

namespace PgRegistry.Hosting;

/// <summary>Adds scopes and options to the node of a host; made by <c>services.AddPgRegistry(…)</c>.</summary>
public sealed class PgRegistryBuilder
{
    private readonly RegistrySetup _setup;

    internal PgRegistryBuilder(IServiceCollection services, RegistrySetup setup)
    {
        Services = services;
        _setup = setup;
    }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Adds a scope: a singleton that constructors can take. It is opened on the host's node when it is first resolved, at the latest
    /// when the host starts, whether anybody takes it or not. Adding it again changes nothing.
    /// </summary>
    /// <remarks>
    /// Services registered as the scope's generated <c>IListener</c> listen to it, each once. They are made before the scope, so they
    /// cannot take it in their constructors; they may ask an <see cref="IServiceProvider"/> for it when they are called.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Another class with the same scope name was added.</exception>
    public PgRegistryBuilder AddScope<TScope>()
        where TScope : class, IRegistryScope<TScope>
    {
        if (_setup.TryAdd(HostedScope.Of<TScope>()))
        {
            Services.AddSingleton(HostedOpening<TScope>.Open);
        }

        return this;
    }

    /// <summary>Sets options, after what was configured so far.</summary>
    public PgRegistryBuilder Configure(Action<RegistryNodeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }
}
