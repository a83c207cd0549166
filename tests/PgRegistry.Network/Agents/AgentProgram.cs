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
        var commands = new AgentCommands(node, settings.Entries, output);
        output.Tell("ready", $"{node.Id}");
        while (!commands.HasLeft && Console.In.ReadLine() is { } line)
        {
            commands.Do(line);
        }

        commands.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return 0;
    }
}
