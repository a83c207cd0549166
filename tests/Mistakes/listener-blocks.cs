// The listener waits for a task.
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
        SaveAsync(key).Wait(); // PGR0017: write to a channel here
    }

    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason)
    {
        var saved = SaveAsync(key).GetAwaiter().GetResult(); // PGR0017: which hears of nothing more until it returns
    }

    private static Task<bool> SaveAsync(Workers.Key key) => Task.FromResult(key.Queue.Length > 0);
}
