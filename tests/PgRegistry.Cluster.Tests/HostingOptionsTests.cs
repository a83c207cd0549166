using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PgRegistry.TestKit;

namespace PgRegistry.Tests.Hosting;

public sealed class HostingOptionsTests
{
    [Fact]
    public void Every_option_binds_by_its_name()
    {
        var expected = new Dictionary<string, object>();
        foreach (var property in typeof(RegistryNodeOptions).GetProperties().Where(property => property.CanWrite))
        {
            // What has another type is set in code only.
            object? value = property.PropertyType == typeof(string) ? "text-of-" + property.Name
                : property.PropertyType == typeof(int) ? 100_000 + property.Name.Length
                : property.PropertyType == typeof(TimeSpan) ? TimeSpan.FromMilliseconds(20_000 + property.Name.Length)
                : property.PropertyType == typeof(IList<string>) ? new List<string> { "one:1", "two:2" }
                : null;
            if (value is not null)
            {
                expected.Add(property.Name, value);
            }
        }

        var settings = expected.ToDictionary(item => item.Key, item => item.Value is IList<string> ? item.Value : Convert.ToString(item.Value, CultureInfo.InvariantCulture));
        var options = new RegistryNodeOptions();
        var problems = new List<string>();
        PgRegistry.Hosting.OptionsSection.Apply(
            Hosts.Empty(JsonSerializer.Serialize(new { PgRegistry = settings })).Configuration.GetSection("PgRegistry"), options, problems);

        Assert.Empty(problems);
        Assert.True(expected.Count >= 16);
        Assert.All(expected, item => Assert.Equal(item.Value, typeof(RegistryNodeOptions).GetProperty(item.Key)!.GetValue(options)));
    }

    [Theory]
    [InlineData("""[ "a:1", "b:2" ]""")]
    [InlineData("\"a:1,b:2\"")]
    [InlineData("\" a:1 , b:2, \"")]
    [InlineData("""[ "a:1", null, "b:2" ]""")]
    public void Seeds_are_a_list_or_a_text(string seeds) =>
        Assert.Equal(["a:1", "b:2"], OptionsFrom($$"""{ "PgRegistry": { "Name": "a", "Seeds": {{seeds}} } }""").Seeds);

    [Fact]
    public void Nothing_and_null_leave_the_default()
    {
        var options = OptionsFrom("""{ "PgRegistry": { "Name": "a", "Seeds": [], "Cookie": null, "LogBytes": null, "HeartbeatTimeout": null, "Scopes": {} } }""");

        Assert.Empty(options.Seeds);
        Assert.Null(options.Cookie);
        Assert.Equal(new RegistryNodeOptions().LogBytes, options.LogBytes);
        Assert.Equal(new RegistryNodeOptions().HeartbeatTimeout, options.HeartbeatTimeout);
    }

    [Fact]
    public void Numbers_of_json_and_names_in_capitals_are_read()
    {
        var options = OptionsFrom("""{ "pgregistry": { "NAME": "a", "logbytes": 100000 } }""");

        Assert.Equal("a", options.Name);
        Assert.Equal(100_000, options.LogBytes);
    }

    [Fact]
    public void Code_outranks_the_configuration_and_the_last_code_the_first()
    {
        var builder = Hosts.Empty("""{ "PgRegistry": { "Name": "from-section", "Cluster": "from-section", "Cookie": "from-section" } }""");
        builder.Services
            .AddPgRegistry(builder.Configuration.GetSection("PgRegistry"), options => options.Name = options.Cluster = "from-code")
            .Configure(options => options.Name = "from-more-code");
        using var host = builder.Build();

        var options = host.Get<IOptions<RegistryNodeOptions>>().Value;

        Assert.Equal(("from-more-code", "from-code", "from-section"), (options.Name, options.Cluster, options.Cookie));
        Assert.Equal("from-more-code", host.Get<RegistryNode>().Name);
    }

    [Fact]
    public void Clock_and_log_come_from_the_services_unless_the_options_name_others()
    {
        var clock = new ManualTime();
        var builder = Hosts.Empty();
        builder.Services.AddSingleton<TimeProvider>(clock).AddPgRegistry(options => options.Name = "a");
        using var host = builder.Build();
        Assert.Same(clock, host.Get<RegistryNode>().Options.TimeProvider);
        Assert.Same(host.Get<ILoggerFactory>(), host.Get<RegistryNode>().Options.LoggerFactory);

        using var factory = new LoggerFactory();
        builder = Hosts.Empty();
        builder.Services.AddSingleton<TimeProvider>(clock).AddPgRegistry(options =>
            (options.Name, options.TimeProvider, options.LoggerFactory) = ("a", TimeProvider.System, factory));
        using var other = builder.Build();
        Assert.Same(TimeProvider.System, other.Get<RegistryNode>().Options.TimeProvider);
        Assert.Same(factory, other.Get<RegistryNode>().Options.LoggerFactory);
    }

    [Fact]
    public async Task Adding_again_adds_to_the_same_node()
    {
        var builder = Hosts.Empty();
        builder.Services.AddPgRegistry(options => options.Name = "a").AddScope<HostedWorkers>().AddScope<HostedWorkers>();
        builder.Services.AddPgRegistry(options => options.Cluster = "c").AddScope<HostedSessions>().AddScope<HostedWorkers>();
        using var host = await builder.StartAsync();

        Assert.Single(host.Services.GetServices<RegistryNode>());
        Assert.Single(host.Services.GetServices<IHostedService>());
        Assert.Equal(host.Get<HostedWorkers>().Node, host.Get<HostedSessions>().Node);
        Assert.Equal("c", host.Get<RegistryNode>().Options.Cluster);
    }

    [Fact]
    public async Task Node_logs_to_the_host()
    {
        var recorder = new Recorder();
        var network = new InMemoryNetwork();
        var builder = Hosts.With(network, "a");
        builder.Logging.AddProvider(recorder);
        using var a = await builder.StartAsync();
        using var b = await Hosts.With(network, "b").StartAsync();
        b.Get<HostedWorkers>().Register(new("orders"), new("b"));
        await a.Get<HostedWorkers>().WaitForOtherAsync("orders");

        Assert.Equal(["PgRegistry.Hosting 2000", "PgRegistry.Node 1"], recorder.Events);
    }

    private static RegistryNodeOptions OptionsFrom(string json)
    {
        var builder = Hosts.Empty(json);
        builder.Services.AddPgRegistry(builder.Configuration.GetSection("PgRegistry"));
        using var host = builder.Build();
        return host.Get<IOptions<RegistryNodeOptions>>().Value;
    }
}
