namespace PgRegistry.Network.Agents;

/// <summary>What the agents register: some keys are one node's alone, some are shared by all.</summary>
[RegistryScope]
public partial class Things
{
    public readonly record struct Key(string Group, long Number);

    public sealed record Value(int Version, string Text);
}
