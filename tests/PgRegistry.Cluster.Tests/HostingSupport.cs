using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PgRegistry.Tests.Hosting;

/// <summary>What happened, in order: calls of services and log lines of the project.</summary>
public sealed class Recorder : ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly List<string> _events = [];

    /// <summary>Is called with everything that happens, where it happens.</summary>
    public Action<string>? Recorded { get; init; }

    public string[] Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public void Add(string happened)
    {
        lock (_lock)
        {
            _events.Add(happened);
        }

        Recorded?.Invoke(happened);
    }

    public ILogger CreateLogger(string categoryName) => new RecordingLogger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class RecordingLogger(Recorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (category.StartsWith("PgRegistry.", StringComparison.Ordinal))
            {
                recorder.Add($"{category} {eventId.Id}");
            }
        }
    }
}

/// <summary>A hosted service that tells when it is called, and does something then.</summary>
public sealed class Other(Recorder recorder, Func<Task>? starts = null, Func<Task>? stops = null) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Record("starting", null);

    public Task StartAsync(CancellationToken cancellationToken) => Record("start", starts);

    public Task StartedAsync(CancellationToken cancellationToken) => Record("started", null);

    public Task StoppingAsync(CancellationToken cancellationToken) => Record("stopping", null);

    public Task StopAsync(CancellationToken cancellationToken) => Record("stop", stops);

    public Task StoppedAsync(CancellationToken cancellationToken) => Record("stopped", null);

    private Task Record(string happened, Func<Task>? action)
    {
        recorder.Add("other " + happened);
        return action?.Invoke() ?? Task.CompletedTask;
    }
}

internal static class Hosts
{
    /// <summary>Ends a test that waits for what never comes.</summary>
    public static CancellationToken Deadline =>
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token).Token;

    /// <summary>A host without any services but those that a host needs.</summary>
    public static HostApplicationBuilder Empty(string? json = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        if (json is not null)
        {
            builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        }

        return builder;
    }

    /// <summary>A host with a node that has both scopes.</summary>
    public static HostApplicationBuilder With(InMemoryNetwork network, string name, Action<RegistryNodeOptions>? configure = null)
    {
        var builder = Empty();
        builder.Services.AddPgRegistry(options =>
        {
            options.Name = name;
            options.Network = network;
            configure?.Invoke(options);
        }).AddScope<HostedWorkers>().AddScope<HostedSessions>();
        return builder;
    }

    public static async Task<IHost> StartAsync(this HostApplicationBuilder builder)
    {
        var host = builder.Build();
        await host.StartAsync(Deadline);
        return host;
    }

    public static T Get<T>(this IHost host)
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Waits until somebody of another node is under the key.</summary>
    public static async Task<Pid> WaitForOtherAsync(this HostedWorkers workers, string queue)
    {
        await using var watch = workers.Monitor(queue);
        foreach (var entry in watch.Snapshot.Where(entry => entry.Pid.Node != workers.Node))
        {
            return entry.Pid;
        }

        return (await watch.NextAsync(change => change.Kind == ChangeKind.Joined && change.Pid.Node != workers.Node)).Pid;
    }

    public static async Task<Change<HostedWorkers.Key, HostedWorkers.Value>> NextAsync(
        this ScopeMonitor<HostedWorkers.Key, HostedWorkers.Value> watch, Func<Change<HostedWorkers.Key, HostedWorkers.Value>, bool> isWanted)
    {
        await foreach (var change in watch.WithCancellation(Deadline))
        {
            if (isWanted(change))
            {
                return change;
            }
        }

        throw new InvalidOperationException("The monitor has ended.");
    }
}
