// The listener is abstract. On the command line the compiler stops before the analyzers (PGR0010) are heard.
[RegistryScope(Listeners = [typeof(Audit)])]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}

public abstract class Audit : Workers.IListener // CS0426: IListener
{
    public void Registered(Workers.Key key, Pid pid, Workers.Value value)
    {
    }

    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason)
    {
    }
}
