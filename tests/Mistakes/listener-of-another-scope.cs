// The class that a scope names as its listener listens to another scope.
[RegistryScope(Listeners = [typeof(Audit)])] // PGR0010: does not implement 'Sessions.IListener'
public partial class Sessions
{
    public readonly record struct Key(Guid User);
    public sealed record Value(string Device);
}

[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
    public sealed record Message(string Text);
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
