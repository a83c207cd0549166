using PgRegistry;

namespace Mistakes;

[RegistryScope(Name = "sessions", Keys = KeyMode.Unique)]
public partial class Sessions
{
    public readonly record struct Key(string User);

    public sealed record Value(string Device);
}

public class Waiting(Task task) : Sessions.IListener
{
    public void Registered(Sessions.Key key, Pid pid, Sessions.Value value) => task.Wait(); // PGR0017

    public async void Unregistered(Sessions.Key key, Pid pid, Sessions.Value value, LeaveReason reason) => await task; // PGR0019
}

public static class Uses
{
    public static void Some(Sessions sessions, LocalProcess me)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        sessions.TryRegister(me, new("ada"), new("phone"), out _, out _); // PGR0015
        sessions.Register(new("ada"), new("phone")); // PGR0016
        var watch = sessions.MonitorScope(); // PGR0018
        Console.WriteLine(watch.Snapshot.Count);
    }
}
