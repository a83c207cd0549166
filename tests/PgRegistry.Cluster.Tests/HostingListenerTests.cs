using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PgRegistry.Tests.Hosting;

/// <summary>Listeners among the services of a host.</summary>
public sealed class HostingListenerTests
{
    [Fact]
    public async Task Services_listen_to_their_scope_from_its_opening_on()
    {
        var network = new InMemoryNetwork();
        using var b = await Hosts.With(network, "b").StartAsync();
        using var there = b.Get<HostedWorkers>().Register(new("there"), new("b"));
        var builder = Hosts.With(network, "a");
        builder.Services.AddSingleton<HostedWorkers.IListener, Audit>();
        builder.Services.AddHostedService(services => new Other(new Recorder(), starts: () =>
        {
            services.GetRequiredService<HostedWorkers>().Register(new("here"), new("a"));
            return Task.CompletedTask;
        }));
        using var a = await builder.StartAsync();

        var audit = Assert.IsType<Audit>(a.Get<HostedWorkers.IListener>());
        Assert.True(new[] { await audit.NextAsync(), await audit.NextAsync() }.ToHashSet().SetEquals(["+there", "+here"]));
        there.Dispose();
        Assert.Equal("-there Unregistered", await audit.NextAsync());
    }

    [Fact]
    public async Task A_service_that_listens_under_several_names_is_called_once()
    {
        var builder = Hosts.With(new InMemoryNetwork(), "a");
        var other = new Audit();
        builder.Services.AddSingleton<Audit>();
        builder.Services.AddSingleton<HostedWorkers.IListener>(services => services.GetRequiredService<Audit>());
        builder.Services.AddSingleton<HostedWorkers.IListener>(services => services.GetRequiredService<Audit>());
        builder.Services.AddSingleton<HostedWorkers.IListener>(other);
        using var host = await builder.StartAsync();

        for (var i = 0; i < 3; i++)
        {
            host.Get<HostedWorkers>().Register(new($"{i}"), new("a"));
            Assert.Equal($"+{i}", await host.Get<Audit>().NextAsync());
            Assert.Equal($"+{i}", await other.NextAsync());
        }
    }

    [Fact]
    public async Task A_listener_may_ask_for_its_scope_when_it_is_called()
    {
        var builder = Hosts.With(new InMemoryNetwork(), "a");
        builder.Services.AddSingleton<AsksLater>();
        builder.Services.AddSingleton<HostedWorkers.IListener>(services => services.GetRequiredService<AsksLater>());
        using var host = await builder.StartAsync();

        host.Get<HostedWorkers>().Register(new("orders"), new("a"));

        Assert.Equal(1, await host.Get<AsksLater>().Count.Task.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task A_listener_that_takes_its_scope_is_told_so_instead_of_waited_for()
    {
        var builder = Hosts.With(new InMemoryNetwork(), "a");
        builder.Services.AddSingleton<HostedWorkers.IListener, TakesItsScope>();
        using var host = builder.Build();

        foreach (var resolve in new Func<object>[] { () => host.Get<HostedWorkers>(), () => host.Get<HostedWorkers.IListener>(), () => host.Get<HostedWorkers>() })
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(resolve).WaitAsync(Hosts.Deadline));
            Assert.Equal(
                $"A listener of the scope \"HostedWorkers\" takes {typeof(HostedWorkers)} in its constructor, but listeners are made before their scope. "
                + "Take an IServiceProvider, and ask it for the scope when the listener is called.",
                error.Message);
        }

        // Others are not concerned.
        Assert.Equal(0, host.Get<HostedSessions>().Count);
    }

    [Fact]
    public async Task A_listener_may_take_another_scope()
    {
        var builder = Hosts.With(new InMemoryNetwork(), "a");
        builder.Services.AddSingleton<HostedWorkers.IListener, TakesAnotherScope>();
        using var host = await builder.StartAsync();
        await using var watch = host.Get<HostedSessions>().Monitor(new HostedSessions.Key("orders"));

        host.Get<HostedWorkers>().Register(new("orders"), new("a"));

        await foreach (var change in watch.WithCancellation(Hosts.Deadline))
        {
            Assert.Equal(ChangeKind.Joined, change.Kind);
            break;
        }
    }

    [Fact]
    public async Task A_listener_that_the_declaration_names_is_a_service_where_it_cannot_be_made()
    {
        var without = Hosts.Empty();
        without.Services.AddPgRegistry(options => options.Name = "a").AddScope<HostedListened>();
        using (var host = without.Build())
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Hosts.Deadline));
            Assert.Equal($"The listener {typeof(NeedsNotes)} has no constructor without parameters; hand it to Open, or add it to the services.", error.Message);
        }

        foreach (var add in new Action<IServiceCollection>[]
        {
            services => services.AddSingleton<NeedsNotes>(),
            services => services.AddSingleton<HostedListened.IListener, NeedsNotes>(),
        })
        {
            var with = Hosts.Empty();
            with.Services.AddSingleton<HostedNotes>();
            add(with.Services);
            with.Services.AddPgRegistry(options => options.Name = "a").AddScope<HostedListened>();
            using var host = await with.StartAsync();
            for (var i = 0; i < 3; i++)
            {
                host.Get<HostedListened>().Register(new(i), new(i));
                Assert.Equal(i, await host.Get<HostedNotes>().NextAsync());
            }
        }
    }

    [Fact]
    public async Task How_far_a_listener_may_fall_behind_is_configured()
    {
        var builder = Hosts.Empty("""{ "PgRegistry": { "Name": "a", "ListenerCapacity": 2 } }""");
        using var release = new ManualResetEventSlim();
        var audit = new Audit(() => release.Wait(Hosts.Deadline));
        builder.Services.AddSingleton<HostedWorkers.IListener>(audit);
        builder.Services.AddPgRegistry(builder.Configuration.GetSection("PgRegistry")).AddScope<HostedWorkers>();
        using var host = await builder.StartAsync();
        var workers = host.Get<HostedWorkers>();

        workers.Register(new("first"), new("a"));
        Assert.Equal("+first", await audit.NextAsync());
        for (var i = 0; i < 3; i++)
        {
            workers.Register(new($"{i}"), new("a"));
        }

        release.Set();
        Assert.Equal("resynced 4", await audit.NextAsync());
        workers.Register(new("last"), new("a"));
        Assert.Equal("+last", await audit.NextAsync());
    }

    [Theory]
    [InlineData("\"many\"", "PgRegistry:ListenerCapacity: \"many\" is no number of calls, such as 65536.")]
    [InlineData("0", "ListenerCapacity: 0 is not at least 1.")]
    public async Task A_capacity_that_is_none_stops_the_start(string capacity, string expected)
    {
        var builder = Hosts.Empty($$"""{ "PgRegistry": { "Name": "a", "ListenerCapacity": {{capacity}} } }""");
        builder.Services.AddPgRegistry(builder.Configuration.GetSection("PgRegistry"));
        using var host = builder.Build();

        Assert.Equal([expected], (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Hosts.Deadline))).Failures);
    }

    [Fact]
    public async Task A_listener_that_throws_or_blocks_delays_neither_start_nor_stop()
    {
        var recorder = new Recorder();
        var builder = Hosts.With(new InMemoryNetwork(), "a");
        builder.Logging.AddProvider(recorder);
        using var release = new ManualResetEventSlim();
        var blocked = new Audit(() => release.Wait(Hosts.Deadline));
        var throwing = new Audit(() => throw new FormatException());
        builder.Services.AddSingleton<HostedWorkers.IListener>(blocked);
        builder.Services.AddSingleton<HostedWorkers.IListener>(throwing);
        var host = await builder.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            host.Get<HostedWorkers>().Register(new($"{i}"), new("a"));
            Assert.Equal($"+{i}", await throwing.NextAsync());
        }

        Assert.Equal("+0", await blocked.NextAsync());
        await host.StopAsync(Hosts.Deadline);
        host.Dispose();
        Assert.Contains("PgRegistry.Node 11", recorder.Events);
        release.Set();
    }

    /// <summary>Notes what it hears, and then does what a test wants.</summary>
    private sealed class Audit(Action? then = null) : HostedWorkers.IListener
    {
        private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

        public async Task<string> NextAsync() => await _heard.Reader.ReadAsync(Hosts.Deadline);

        public void Note(string heard)
        {
            _heard.Writer.TryWrite(heard);
            then?.Invoke();
        }

        public void Registered(HostedWorkers.Key key, Pid pid, HostedWorkers.Value value) => Note($"+{key.Queue}");

        public void Unregistered(HostedWorkers.Key key, Pid pid, HostedWorkers.Value value, LeaveReason reason) => Note($"-{key.Queue} {reason}");

        public void Resynced(IReadOnlyList<Entry<HostedWorkers.Key, HostedWorkers.Value>> entries) => Note($"resynced {entries.Count}");
    }

    private sealed class AsksLater(IServiceProvider services) : HostedWorkers.IListener
    {
        public TaskCompletionSource<int> Count { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Registered(HostedWorkers.Key key, Pid pid, HostedWorkers.Value value) =>
            Count.TrySetResult(services.GetRequiredService<HostedWorkers>().CountOf(key));

        public void Unregistered(HostedWorkers.Key key, Pid pid, HostedWorkers.Value value, LeaveReason reason)
        {
        }
    }

    private sealed class TakesItsScope(HostedWorkers workers) : HostedWorkers.IListener
    {
        public void Registered(HostedWorkers.Key key, Pid pid, HostedWorkers.Value value) => workers.UnregisterAll(key);

        public void Unregistered(HostedWorkers.Key key, Pid pid, HostedWorkers.Value value, LeaveReason reason)
        {
        }
    }

    private sealed class TakesAnotherScope(HostedSessions sessions) : HostedWorkers.IListener
    {
        public void Registered(HostedWorkers.Key key, Pid pid, HostedWorkers.Value value) => sessions.Register(new(key.Queue), new(1));

        public void Unregistered(HostedWorkers.Key key, Pid pid, HostedWorkers.Value value, LeaveReason reason)
        {
        }
    }
}
