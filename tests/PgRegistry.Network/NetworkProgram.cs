using System.Runtime.InteropServices;
using PgRegistry.Network.Agents;
using PgRegistry.Network.Scenarios;
using PgRegistry.Network.Soaking;

namespace PgRegistry.Network;

/// <summary>Runs the suite, the soak, or one agent of these; <see cref="NetworkArguments"/> says how it is called.</summary>
internal static class NetworkProgram
{
    public static int Main(string[] args)
    {
        if (AgentSettings.Parse(args) is { } settings)
        {
            return AgentProgram.Run(settings);
        }

        if (NetworkArguments.Parse(args) is not { } arguments)
        {
            Console.WriteLine(NetworkArguments.Usage);
            return args is ["--help" or "-h" or "-?"] ? ExitCodes.Passed : ExitCodes.BadArguments;
        }

        // Whatever ends this, agents and namespaces go first.
        using var ending = new CancellationTokenSource();
        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ending.Cancel();
        }

        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
        var running = arguments.IsSoak ? Soak.RunAsync(TimeSpan.FromMinutes(arguments.Minutes), Console.Out, ending.Token) : Suite.RunAsync(arguments, Console.Out, ending.Token);
        return running.GetAwaiter().GetResult();
    }
}
