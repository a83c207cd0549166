using System.Diagnostics;
using System.Globalization;

namespace PgRegistry.Network.Orchestration;

/// <summary>All on this host, each with a loopback address of its own, so that fixed ports are free.</summary>
internal sealed class LoopbackHosts(int count) : IHosts
{
    private static readonly string s_network = string.Create(
        CultureInfo.InvariantCulture,
        $"127.{64 + ((Environment.ProcessId >> 8) & 127)}.{Environment.ProcessId & 255}");

    public int Count => count;

    public INetworkFaults? Faults => null;

    public string AddressOf(int host) => $"{s_network}.{host + 1}:7946";

    public ProcessStartInfo Start(int host, IReadOnlyList<string> arguments)
    {
        var command = ThisProgram.Command;
        return new ProcessStartInfo(command[0], [.. command.Skip(1), .. arguments]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
