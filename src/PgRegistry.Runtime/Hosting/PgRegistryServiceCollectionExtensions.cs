using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PgRegistry;
using PgRegistry.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a registry node to a generic host.</summary>
public static class PgRegistryServiceCollectionExtensions
{
    /// <summary>
    /// Adds a node: a singleton <see cref="RegistryNode"/> that is brought to the network before any other hosted service starts, and
    /// says Goodbye after all of them have stopped. Calling it again adds to the same node.
    /// </summary>
    /// <remarks>
    /// The node is made when it is first resolved, and its scopes can be used at once, in constructors too: they are local until the
    /// host starts. The node logs to the host's <see cref="ILoggerFactory"/>, and takes its time from a <see cref="TimeProvider"/>
    /// among the services, unless the options name others. Options that are not valid raise an
    /// <see cref="OptionsValidationException"/> when the host starts, or when the node is resolved before that.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; at least <see cref="RegistryNodeOptions.Name"/> must be set, here or elsewhere.</param>
    /// <returns>What adds the scopes.</returns>
    public static PgRegistryBuilder AddPgRegistry(this IServiceCollection services, Action<RegistryNodeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new PgRegistryBuilder(services, SetupIn(services));
        return configure is null ? builder : builder.Configure(configure);
    }

    /// <summary>
    /// Adds a node as <see cref="AddPgRegistry(IServiceCollection, Action{RegistryNodeOptions}?)"/> does, with options from a section
    /// of the configuration.
    /// </summary>
    /// <remarks>
    /// Settings have the names of the properties of <see cref="RegistryNodeOptions"/>. Times are written as hours:minutes:seconds,
    /// sizes as a number of bytes, <c>Seeds</c> as a list or as one text with commas, <c>Tls</c> as a section with paths of PEM files. <c>Scopes:NAME</c> may repeat a scope's
    /// declaration (<c>Keys</c>, <c>Partitions</c>), and must agree with it. A setting that is unknown or cannot be read is an error
    /// at start, like one that breaks a rule; all of them are told at once. Later changes of the configuration change nothing.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("PgRegistry")</c>.</param>
    /// <param name="configure">Sets further options; what it sets outranks the configuration.</param>
    /// <returns>What adds the scopes.</returns>
    public static PgRegistryBuilder AddPgRegistry(this IServiceCollection services, IConfigurationSection section, Action<RegistryNodeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        var setup = SetupIn(services);
        setup.Sections.Add(section);
        // What cannot be read is told by the validator, with all the rest.
        services.Configure<RegistryNodeOptions>(options => OptionsSection.Apply(section, options, []));
        var builder = new PgRegistryBuilder(services, setup);
        return configure is null ? builder : builder.Configure(configure);
    }

    private static RegistrySetup SetupIn(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service.ServiceType == typeof(RegistrySetup) && service.ImplementationInstance is RegistrySetup present)
            {
                return present;
            }
        }

        var setup = new RegistrySetup();
        services.AddSingleton(setup);
        services.AddOptions<RegistryNodeOptions>().Configure<IServiceProvider>(SetDefaults);
        services.AddSingleton<IValidateOptions<RegistryNodeOptions>>(new RegistryOptionsValidator(setup));
        services.TryAddSingleton(static provider => new RegistryNode(provider.GetRequiredService<IOptions<RegistryNodeOptions>>().Value));
        // First of all hosted services, whenever it is added: it starts before, and stops after, those that do their work in the same
        // phase; and what they are made of is disposed before it.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(RegistryHostedService.Create));
        return setup;
    }

    private static void SetDefaults(RegistryNodeOptions options, IServiceProvider provider)
    {
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        if (ReferenceEquals(options.TimeProvider, TimeProvider.System) && provider.GetService<TimeProvider>() is { } time)
        {
            options.TimeProvider = time;
        }
    }
}
