using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PgRegistry.Tests.Hosting;

public sealed class HostingOrderTests
{
    private static readonly string[] s_wholeLife =
    [
        "PgRegistry.Hosting 2000", "other starting", "other start", "other started",
        "other stopping", "other stop", "other stopped", "PgRegistry.Hosting 2001", "PgRegistry.Hosting 2002",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Node_starts_before_others_and_stops_after_them(bool othersFirst)
    {
        var recorder = new Recorder();
        var builder = Hosts.Empty();
        builder.Logging.AddProvider(recorder).SetMinimumLevel(LogLevel.Trace);
        if (othersFirst)
        {
            builder.Services.AddHostedService(_ => new Other(recorder));
        }

        builder.Services.AddPgRegistry(options => options.Name = "a").AddScope<HostedWorkers>();
        if (!othersFirst)
        {
            builder.Services.AddHostedService(_ => new Other(recorder));
        }

        using var host = await builder.StartAsync();
        await host.StopAsync(Hosts.Deadline);

        Assert.Equal(s_wholeLife, recorder.Events);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Others_find_the_node_linked_from_their_start_to_their_stop(bool concurrently)
    {
        var network = new InMemoryNetwork();
        await using var peer = await RegistryNode.StartAsync(new() { Name = "peer", Network = network }, Hosts.Deadline);
        await using var theirs = peer.Open<HostedWorkers>();
        using var there = theirs.Register(new("orders"), new("there"));
        var builder = Hosts.Empty();
        builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = options.ServicesStopConcurrently = concurrently);
        string[] peersAtStop = [];
        builder.Services.AddHostedService(services =>
        {
            var workers = services.GetRequiredService<HostedWorkers>();
            return new Other(
                new Recorder(),
                starts: () => workers.WaitForOtherAsync("orders"),
                stops: async () =>
                {
                    // It is replicated while the host stops: the link is up yet.
                    workers.Register(new("last words"), new("here"));
                    await workers.ReplicatedAsync(Hosts.Deadline);
                    peersAtStop = [.. services.GetRequiredService<RegistryNode>().Peers.Select(node => node.Name)];
                });
        });
        builder.Services.AddPgRegistry(options => (options.Name, options.Network) = ("a", network)).AddScope<HostedWorkers>();

        using var host = await builder.StartAsync();
        await using var watch = theirs.Monitor("last words");
        await host.StopAsync(Hosts.Deadline);

        Assert.Equal(["peer"], peersAtStop);
        await watch.NextAsync(change => change.Kind == ChangeKind.Joined);
    }

    [Fact]
    public async Task Constructors_take_scopes_and_use_them_at_once()
    {
        var network = new InMemoryNetwork();
        var builder = Hosts.With(network, "a");
        builder.Services.AddHostedService<RegistersInItsConstructor>();
        using var a = await builder.StartAsync();
        using var b = await Hosts.With(network, "b").StartAsync();

        var pid = await b.Get<HostedWorkers>().WaitForOtherAsync("early");

        Assert.Equal(a.Get<RegistryNode>().Id, pid.Node);
    }

    [Fact]
    public async Task Scopes_that_nobody_takes_are_open()
    {
        using var host = await Hosts.With(new InMemoryNetwork(), "a").StartAsync();

        var error = Assert.Throws<InvalidOperationException>(() => host.Get<RegistryNode>().Open<HostedSessions>());

        Assert.Contains("hosted-sessions", error.Message, StringComparison.Ordinal);
        Assert.Same(host.Get<HostedSessions>(), host.Get<HostedSessions>());
    }

    [Fact]
    public async Task Resolving_the_node_does_not_connect_it()
    {
        var network = new InMemoryNetwork();
        using var a = Hosts.With(network, "a").Build();
        using var here = a.Get<HostedWorkers>().Register(new("orders"), new("a"));
        using var b = await Hosts.With(network, "b").StartAsync();
        using var c = await Hosts.With(network, "c").StartAsync();
        using var there = c.Get<HostedWorkers>().Register(new("orders"), new("c"));
        Assert.Equal(c.Get<RegistryNode>().Id, (await b.Get<HostedWorkers>().WaitForOtherAsync("orders")).Node);

        Assert.Equal(1, a.Get<HostedWorkers>().Count);
        Assert.Empty(a.Get<RegistryNode>().Peers);

        await a.StartAsync(Hosts.Deadline);
        await a.Get<HostedWorkers>().WaitForOtherAsync("orders");
    }

    [Fact]
    public async Task Hosts_that_know_only_start_and_stop_do_too()
    {
        var network = new InMemoryNetwork();
        using var b = await Hosts.With(network, "b").StartAsync();
        using var there = b.Get<HostedWorkers>().Register(new("orders"), new("b"));
        using var a = Hosts.With(network, "a").Build();
        var service = Assert.Single(a.Services.GetServices<IHostedService>());

        await service.StartAsync(Hosts.Deadline);
        await a.Get<HostedWorkers>().WaitForOtherAsync("orders");
        await service.StopAsync(Hosts.Deadline);

        Assert.Throws<ObjectDisposedException>(() => a.Get<RegistryNode>().Spawn());
    }

    private sealed class RegistersInItsConstructor(HostedWorkers workers) : BackgroundService
    {
        private readonly Registration<HostedWorkers.Key, HostedWorkers.Value> _registration = workers.Register(new("early"), new("a"));

        public override void Dispose()
        {
            _registration.Dispose();
            base.Dispose();
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }
}
