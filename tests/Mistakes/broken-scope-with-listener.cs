// The scope is wrong, and a class implements its listener. On the command line the compiler stops before the analyzers (PGR0002) are heard.
[RegistryScope(Partitions = 4)]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}

public sealed class Audit : Workers.IListener // CS0426: 'IListener' does not exist in the type 'Workers'
{
    public void Registered(Workers.Key key, Pid pid, Workers.Value value)
    {
    }

    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason)
    {
    }
}
