using PgRegistry;

namespace Worker;

internal sealed class Greeter : Jobs.IListener
{
    public void Registered(Jobs.Key key, Pid pid, Jobs.Value value) => Console.WriteLine($"{key.Queue} registered with {value.Load}");

    public void Unregistered(Jobs.Key key, Pid pid, Jobs.Value value, LeaveReason reason) => Console.WriteLine($"{key.Queue} left: {reason}");
}
