using System.Globalization;

namespace PgRegistry.Network.Agents;

/// <summary>
/// One node in a process of its own, which does what the lines of its standard input say, and ends when that ends: no agent outlives
/// who started it. Nothing of this uses the thread pool, so an agent whose pool is starved still answers.
/// </summary>
internal static class AgentProgram
{
    public static int Run(AgentSettings settings)
    {
        using var output = new AgentOutput(Console.Out);
        var node = RegistryNode.StartAsync(settings.ToOptions(output)).GetAwaiter().GetResult();
        var session = new AgentSession(node, output, settings.Entries);
        output.Tell("ready", $"{node.Id}");
        while (Console.In.ReadLine() is { } line)
        {
            var parts = line.Split(' ', 4);
            var (id, verb) = (parts[0], parts[1]);
            var argument = parts.Length > 2 ? parts[2] : "";
            switch (verb)
            {
                case "change":
                    output.Answer(id, $"{session.Population.Change(Number(argument))}");
                    break;
                case "churn":
                    session.Churn(Number(argument));
                    output.Answer(id, "done");
                    break;
                case "own":
                    output.Answer(id, $"{session.Own(node.Id)}");
                    break;
                case "await":
                    session.View.Await(id, parts[3], TimeSpan.FromMilliseconds(Number(argument)));
                    break;
                case "dump":
                    output.Answer(id, session.View.Dump(NodeId.Parse(argument)));
                    break;
                case "tally":
                    session.View.BeginTally();
                    output.Answer(id, "done");
                    break;
                case "tallied":
                    output.Answer(id, session.View.EndTally());
                    break;
                case "memory":
                    output.Answer(id, AgentMemory.Measure(session));
                    break;
                case "starve":
                    new Thread(() => output.Answer(id, $"{Starvation.Run(TimeSpan.FromMilliseconds(Number(argument)))}")) { IsBackground = true }.Start();
                    break;
                case "reopen":
                    session.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    session = new AgentSession(node, output, settings.Entries);
                    output.Answer(id, "done");
                    break;
                case "leave":
                    // With the churn on, as it is when a busy service is stopped.
                    node.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    output.Answer(id, "done");
                    return 0;
                default:
                    output.Answer(id, $"there is no command {verb}");
                    break;
            }
        }

        return 0;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
