// The listener hears of one thing only.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
    public sealed record Message(string Text);
}

public sealed class Audit : Workers.IListener // CS0535: Unregistered
{
    public void Registered(Workers.Key key, Pid pid, Workers.Value value)
    {
    }
}
