using PgRegistry;

namespace ClusterSample;

/// <summary>A coordinator and its workers, as processes of their own, count the words of every text file below a folder.</summary>
internal static class Program
{
    internal static async Task<int> Main(string[] args)
    {
        Arguments arguments;
        try
        {
            arguments = Arguments.Parse(args);
        }
        catch (ArgumentsException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\nFor what there is: --help");
            return ExitCodes.BadArguments;
        }

        if (arguments.Mode == Mode.Help)
        {
            Console.WriteLine(Usage.Text);
            return ExitCodes.Equal;
        }

        using var ending = new Ending(isWorker: arguments.Mode == Mode.Worker, withInput: arguments.Tied || arguments.Mode == Mode.Worker);
        return arguments.Mode switch
        {
            Mode.Worker => await WorkAsync(arguments, ending.Token),
            Mode.Repeat => await Soak.RunAsync(arguments, Console.Out, TimeProvider.System, ending.Token),
            _ => await Job.RunAsync(arguments, Console.Out, TimeProvider.System, ending.Token),
        };
    }

    private static async Task<int> WorkAsync(Arguments arguments, CancellationToken ending)
    {
        var node = await RegistryNode.StartAsync(
            new()
            {
                Name = arguments.Name!,
                Cluster = "count-words",
                Cookie = Environment.GetEnvironmentVariable(WorkerProcess.CookieVariable),
                Listen = "127.0.0.1:0",
                Seeds = [arguments.Join!],
                DrainTimeout = TimeSpan.FromSeconds(1),
            },
            CancellationToken.None);
        var worker = new Worker(node, TimeSpan.FromMilliseconds(arguments.Delay ?? 0), TimeProvider.System);
        var reason = await worker.RunAsync(ending);
        if (!ending.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"{arguments.Name} ends: {reason}");
        }

        // Says Goodbye, so that the others need not find out. Should that hang, the process ends all the same.
        await Task.WhenAny(node.DisposeAsync().AsTask(), Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None));
        return ExitCodes.Equal;
    }
}

internal static class ExitCodes
{
    public const int Equal = 0;

    /// <summary>The counts differ, or the job was not done.</summary>
    public const int Failed = 1;

    public const int BadArguments = 2;
}
