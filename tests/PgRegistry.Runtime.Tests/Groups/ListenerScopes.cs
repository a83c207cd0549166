using System.Threading.Channels;

namespace PgRegistry.Tests.Groups;

/// <summary>A scope with a listener of its own, which can be made.</summary>
[RegistryScope(Listeners = [typeof(MadeListener)])]
public partial class Listened
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Number);
}

/// <summary>A scope with a listener that cannot be made.</summary>
[RegistryScope(Listeners = [typeof(MadeListener), typeof(GivenListener)])]
public partial class ListenedTwice
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Number);
}

/// <summary>Notes the numbers under which somebody was registered.</summary>
public class MadeListener : Listened.IListener, ListenedTwice.IListener
{
    private readonly Channel<int> _heard = Channel.CreateUnbounded<int>();

    public MadeListener() => Made?.Add(this);

    /// <summary>Those that were made on this thread since a test set it.</summary>
    [field: ThreadStatic]
    public static List<MadeListener>? Made { get; set; }

    public async Task<int> NextAsync() => await _heard.Reader.ReadAsync(Deadline.Token());

    public void Registered(Listened.Key key, Pid pid, Listened.Value value) => _heard.Writer.TryWrite(key.Number);

    public void Unregistered(Listened.Key key, Pid pid, Listened.Value value, LeaveReason reason)
    {
    }

    public void Registered(ListenedTwice.Key key, Pid pid, ListenedTwice.Value value) => _heard.Writer.TryWrite(key.Number);

    public void Unregistered(ListenedTwice.Key key, Pid pid, ListenedTwice.Value value, LeaveReason reason)
    {
    }
}

/// <summary>Its constructor wants something that only its user can give.</summary>
public sealed class GivenListener(string wanted) : ListenedTwice.IListener
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public async Task<string> NextAsync() => await _heard.Reader.ReadAsync(Deadline.Token());

    public void Registered(ListenedTwice.Key key, Pid pid, ListenedTwice.Value value) => _heard.Writer.TryWrite($"{wanted} {key.Number}");

    public void Unregistered(ListenedTwice.Key key, Pid pid, ListenedTwice.Value value, LeaveReason reason)
    {
    }
}

/// <summary>Passes for a listener as far as the compiler sees.</summary>
internal sealed class OnlyMarked : IRegistryListener<Workers>;

/// <summary>Services by type, as a container has them.</summary>
internal sealed class Services(params (Type Type, object Service)[] services) : IServiceProvider
{
    public object? GetService(Type serviceType) => services.FirstOrDefault(service => service.Type == serviceType).Service;
}
