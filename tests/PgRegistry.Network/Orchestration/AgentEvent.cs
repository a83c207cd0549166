using System.Diagnostics;

namespace PgRegistry.Network.Orchestration;

/// <summary>Something that an agent told of itself, at a time of the machine's monotonic clock.</summary>
internal sealed record AgentEvent(long At, string Kind, string Text)
{
    /// <summary>Null when the line is none.</summary>
    public static AgentEvent? Parse(string line) =>
        line.Split(' ', 4) is ["!", var at, var kind, var text] && long.TryParse(at, out var time) ? new AgentEvent(time, kind, text) : null;

    public override string ToString() => $"{Stopwatch.GetElapsedTime(0, At).TotalSeconds:F3} {Kind} {Text}";
}
