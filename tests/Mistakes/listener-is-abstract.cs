// The listener is abstract.
[RegistryScope(Listeners = [typeof(Audit)])] // PGR0010: abstract
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}

public abstract class Audit : Workers.IListener
{
    public void Registered(Workers.Key key, Pid pid, Workers.Value value)
    {
    }

    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason)
    {
    }
}
