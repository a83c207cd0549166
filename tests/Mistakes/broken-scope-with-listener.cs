// The scope is wrong, and a class implements its listener.
[RegistryScope(Partitions = 4)] // PGR0002: Partitions
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}

public sealed class Audit : Workers.IListener
{
    public void Registered(Workers.Key key, Pid pid, Workers.Value value)
    {
    }

    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason)
    {
    }
}
