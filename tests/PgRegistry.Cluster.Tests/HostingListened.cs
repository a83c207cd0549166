using System.Threading.Channels;

namespace PgRegistry.Tests.Hosting;

/// <summary>A scope with a listener of its own, which only a container can make.</summary>
[RegistryScope(Listeners = [typeof(NeedsNotes)])]
public partial class HostedListened
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Number);
}

public sealed class NeedsNotes(HostedNotes notes) : HostedListened.IListener
{
    public void Registered(HostedListened.Key key, Pid pid, HostedListened.Value value) => notes.Add(value.Number);

    public void Unregistered(HostedListened.Key key, Pid pid, HostedListened.Value value, LeaveReason reason)
    {
    }
}

public sealed class HostedNotes
{
    private readonly Channel<int> _notes = Channel.CreateUnbounded<int>();

    public void Add(int number) => _notes.Writer.TryWrite(number);

    public async Task<int> NextAsync() => await _notes.Reader.ReadAsync(Hosts.Deadline);
}
