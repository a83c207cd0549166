// The listener awaits.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
    public sealed record Message(string Text);
}

public sealed class Audit : Workers.IListener
{
    public async void Registered(Workers.Key key, Pid pid, Workers.Value value) => await Task.Delay(1); // PGR0019: ends the program

    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason)
    {
    }
}
