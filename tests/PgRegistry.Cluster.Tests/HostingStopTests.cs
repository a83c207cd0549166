using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgRegistry.TestKit;

namespace PgRegistry.Tests.Hosting;

public sealed class HostingStopTests
{
    [Fact]
    public async Task Two_hosts_see_each_others_entries()
    {
        var network = new InMemoryNetwork();
        using var a = await Hosts.With(network, "a").StartAsync();
        using var b = await Hosts.With(network, "b").StartAsync();
        using var fromA = a.Get<HostedWorkers>().Register(new("orders"), new("a"));
        using var fromB = b.Get<HostedWorkers>().Register(new("orders"), new("b"));

        Assert.Equal(fromB.Pid, await a.Get<HostedWorkers>().WaitForOtherAsync("orders"));
        Assert.Equal(fromA.Pid, await b.Get<HostedWorkers>().WaitForOtherAsync("orders"));
    }

    [Fact]
    public async Task Stopping_says_Goodbye()
    {
        var (a, b, watch) = await LinkedAsync();
        await a.StopAsync(Hosts.Deadline);

        Assert.Equal(LeaveReason.NodeLeft, await ReasonAsync(watch));
        await DisposeAsync(a, b);
    }

    [Fact]
    public async Task Disposing_twice_after_stopping_is_harmless()
    {
        var (a, b, watch) = await LinkedAsync();
        await a.StopAsync(Hosts.Deadline);
        await DisposeAsync(a, a);
        a.Dispose();

        Assert.Equal(LeaveReason.NodeLeft, await ReasonAsync(watch));
        await DisposeAsync(b);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposing_without_stopping_says_Goodbye(bool synchronously)
    {
        var (a, b, watch) = await LinkedAsync();
        var node = a.Get<RegistryNode>();
        if (synchronously)
        {
            a.Dispose();
        }
        else
        {
            await DisposeAsync(a);
        }

        Assert.Throws<ObjectDisposedException>(() => node.Spawn());
        Assert.Equal(LeaveReason.NodeLeft, await ReasonAsync(watch));
        await DisposeAsync(b);
    }

    [Fact]
    public async Task A_failed_start_leaves_nothing_behind()
    {
        var network = new InMemoryNetwork();
        using var b = await Hosts.With(network, "b").StartAsync();
        using var there = b.Get<HostedWorkers>().Register(new("orders"), new("b"));
        var builder = Hosts.With(network, "a");
        builder.Services.AddHostedService(services => new Other(new Recorder(), starts: async () =>
        {
            var workers = services.GetRequiredService<HostedWorkers>();
            workers.Register(new("orders"), new("a"));
            await workers.WaitForOtherAsync("orders");
            await workers.ReplicatedAsync(Hosts.Deadline);
            throw new InvalidTimeZoneException("The other service does not start.");
        }));
        await using var watch = b.Get<HostedWorkers>().Monitor("orders");

        var a = builder.Build();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => a.StartAsync(Hosts.Deadline));
        await DisposeAsync(a);

        Assert.Equal(LeaveReason.NodeLeft, await ReasonAsync(watch));
    }

    [Fact]
    public async Task A_container_without_a_host_is_disposed_either_way()
    {
        var services = new ServiceCollection();
        services.AddPgRegistry(options => options.Name = "a");
        var provider = services.BuildServiceProvider();
        var node = provider.GetRequiredService<RegistryNode>();

        provider.Dispose();

        Assert.Throws<ObjectDisposedException>(() => node.Spawn());
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_shutdown_that_times_out_while_draining_is_told_and_goes_on()
    {
        var network = new InMemoryNetwork();
        var recorder = new Recorder();
        var builder = Hosts.With(network, "a", options => options.TimeProvider = new ManualTime());
        builder.Logging.AddProvider(recorder);
        using var a = await builder.StartAsync();

        // The peer is held up where it tells that it heard the Goodbye, so the node cannot be done when its time is up.
        using var held = new ManualResetEventSlim();
        var slow = Hosts.With(network, "b");
        slow.Logging.AddProvider(new Recorder { Recorded = happened => Assert.True(happened != "PgRegistry.Node 3" || held.Wait(TimeSpan.FromSeconds(30))) });
        using var b = await slow.StartAsync();
        using var there = b.Get<HostedWorkers>().Register(new("orders"), new("b"));
        await a.Get<HostedWorkers>().WaitForOtherAsync("orders");

        var service = (IHostedLifecycleService)Assert.Single(a.Services.GetServices<IHostedService>());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.StoppedAsync(new CancellationToken(canceled: true)));
        Assert.Equal("PgRegistry.Hosting 2003", recorder.Events[^1]);

        held.Set();
        await service.StoppedAsync(Hosts.Deadline);
        Assert.Equal("PgRegistry.Hosting 2002", recorder.Events[^1]);
    }

    private static async Task<(IHost A, IHost B, ScopeMonitor<HostedWorkers.Key, HostedWorkers.Value> Watch)> LinkedAsync()
    {
        var network = new InMemoryNetwork();
        var a = await Hosts.With(network, "a").StartAsync();
        var b = await Hosts.With(network, "b").StartAsync();
        a.Get<HostedWorkers>().Register(new("orders"), new("a"));
        await b.Get<HostedWorkers>().WaitForOtherAsync("orders");
        return (a, b, b.Get<HostedWorkers>().Monitor("orders"));
    }

    private static async Task<LeaveReason> ReasonAsync(ScopeMonitor<HostedWorkers.Key, HostedWorkers.Value> watch) =>
        (await watch.NextAsync(change => change.Kind == ChangeKind.Left)).Reason;

    private static async Task DisposeAsync(params IHost[] hosts)
    {
        foreach (var host in hosts)
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }
}
