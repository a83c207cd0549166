using System.Globalization;

namespace PgRegistry.Network.Agents;

/// <summary>What an agent can be told: "ID COMMAND ARGUMENT". Every command is answered, some of them later.</summary>
internal sealed class AgentCommands(RegistryNode node, int entries, AgentOutput output) : IAsyncDisposable
{
    // A field: a variable of a method that never returns would keep former ones in memory.
    private AgentSession _session = new(node, output, entries);

    public bool HasLeft { get; private set; }

    public void Do(string line)
    {
        var parts = line.Split(' ', 4);
        var (id, command) = (parts[0], parts[1]);
        var argument = parts.Length > 2 ? parts[2] : "";
        switch (command)
        {
            case "await":
                _session.View.Await(id, parts[3], Milliseconds(argument));
                break;
            case "starve":
                new Thread(() => output.Answer(id, $"{Starvation.Run(Milliseconds(argument))}")) { IsBackground = true }.Start();
                break;
            default:
                output.Answer(id, Answer(command, argument));
                break;
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private string Answer(string command, string argument)
    {
        switch (command)
        {
            case "change":
                return $"{_session.Population.Change(Number(argument))}";
            case "churn":
                _session.Churn(Number(argument));
                return "done";
            case "own":
                return $"{_session.Own(node.Id)}";
            case "dump":
                return _session.View.Dump(NodeId.Parse(argument));
            case "tally":
                _session.View.BeginTally();
                return "done";
            case "tallied":
                return _session.View.EndTally();
            case "memory":
                return AgentMemory.Measure(_session);
            case "reopen":
                _session.DisposeAsync().AsTask().GetAwaiter().GetResult();
                _session = new AgentSession(node, output, entries);
                return "done";
            case "leave":
                // With the churn on, as it is when a busy service is stopped.
                node.DisposeAsync().AsTask().GetAwaiter().GetResult();
                HasLeft = true;
                return "done";
            default:
                return $"there is no command {command}";
        }
    }

    private static TimeSpan Milliseconds(string text) => TimeSpan.FromMilliseconds(Number(text));

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
