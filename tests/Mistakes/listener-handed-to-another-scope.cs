// The listener of one scope is handed to the opening of another.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
    public sealed record Message(string Text);
}

[RegistryScope(Keys = KeyMode.Unique)]
public partial class Sessions
{
    public readonly record struct Key(Guid User);
    public sealed record Value(string Device);
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

public static class Program
{
    public static void Run(RegistryNode node)
    {
        using var sessions = node.Open<Sessions>(new Audit()); // CS1503: cannot convert from 'Audit' to 'PgRegistry.IRegistryListener<Sessions>'
    }
}
