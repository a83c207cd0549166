using PgRegistry;

namespace Tour;

/// <summary>Who works on which queue. Several may work on one, and each may do so several times: keys are duplicate.</summary>
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue, int Shard);

    public sealed record Value([Index] string Role, int Load);

    /// <summary>What workers can be told.</summary>
    public abstract record Message
    {
        public sealed record Work(string Item) : Message;

        public sealed record Pause : Message;
    }
}

/// <summary>Who serves a user. At most one process on each node does.</summary>
[RegistryScope(Name = "sessions", Keys = KeyMode.Unique)]
public partial class Sessions
{
    public readonly record struct Key(string User);

    public sealed record Value(string Device);

    public sealed record Message(string Text);
}

/// <summary>Hears of every worker that comes and goes, on all nodes, for as long as the scope is open.</summary>
public sealed class Audit : Workers.IListener
{
    public void Registered(Workers.Key key, Pid pid, Workers.Value value) => Output.Line($"audit: {pid} is {value.Role} under {key.Queue}/{key.Shard}");

    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason) => Output.Line($"audit: {pid} left {key.Queue}/{key.Shard}: {reason}");
}
