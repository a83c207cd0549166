using Microsoft.Extensions.Logging;

namespace PgRegistry.Tests.Behaviour;

/// <summary>Short ways to say what nearly every test here begins with.</summary>
internal static class Nodes
{
    public static readonly Workers.Key Orders = new("orders", 1);

    /// <summary>For the nodes of a network in tests that may take long on a busy machine: nobody is taken for silent.</summary>
    public static readonly Action<RegistryNodeOptions> WithoutTime = static options => options.TimeProvider = new ManualTime();

    public static Task<RegistryNode> StartAsync(
        string name = "a", InMemoryNetwork? network = null, ILoggerFactory? logs = null, Action<RegistryNodeOptions>? configure = null)
    {
        var options = new RegistryNodeOptions { Name = name, Network = network, LoggerFactory = logs };
        configure?.Invoke(options);
        return RegistryNode.StartAsync(options);
    }

    public static Workers.Value Load(int load) => new("primary", load);

    /// <summary>Waits for the token of a process, which is cancelled on another thread.</summary>
    public static async Task EndedAsync(LocalProcess process)
    {
        var ended = new TaskCompletionSource();
        await using var registration = process.Ended.Register(() => ended.TrySetResult());
        await ended.Task.WaitAsync(Deadline.Token());
    }

    /// <summary>Runs all at once, each on its own thread, and waits for them.</summary>
    public static async Task TogetherAsync(params Action[] actions)
    {
        using var start = new Barrier(actions.Length);
        var threads = actions.Select(action => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(Deadline.Token());
                action();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        await Task.WhenAll(threads).WaitAsync(Deadline.Token());
    }
}
