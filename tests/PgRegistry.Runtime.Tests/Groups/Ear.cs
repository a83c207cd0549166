using System.Threading.Channels;
using PgRegistry.Tests.Behaviour;

namespace PgRegistry.Tests.Groups;

/// <summary>One call of a listener.</summary>
internal sealed record Heard(string Call, Workers.Key Key, Pid Pid, Workers.Value? Value, LeaveReason? Reason, IReadOnlyList<Entry<Workers.Key, Workers.Value>>? Entries)
{
    /// <summary>What is the same on every node that hears of it.</summary>
    public override string ToString() => Entries is null ? $"{Call} {Key} {Pid} {Value} {Reason}" : $"{Call} {Entries.Count}";
}

/// <summary>A listener that notes each call, and then does what a test wants it to do.</summary>
internal sealed class Ear(Action<Heard>? then = null) : Workers.IListener
{
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private int _marks;

    public void Registered(Workers.Key key, Pid pid, Workers.Value value) => Note(new(nameof(Registered), key, pid, value, null, null));

    public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason) =>
        Note(new(nameof(Unregistered), key, pid, value, reason, null));

    public void Resynced(IReadOnlyList<Entry<Workers.Key, Workers.Value>> entries) => Note(new(nameof(Resynced), default, default, null, null, entries));

    public async Task<Heard> NextAsync() => await _heard.Reader.ReadAsync(Deadline.Token());

    /// <summary>Everything up to a call under this key, which is left out.</summary>
    public async Task<List<Heard>> UntilAsync(Workers.Key key)
    {
        var before = new List<Heard>();
        while (await NextAsync() is var heard && heard.Key != key)
        {
            before.Add(heard);
        }

        return before;
    }

    /// <summary>Everything up to the registration under a new key, which this makes, and which is left out: nothing else came before.</summary>
    public async Task<List<string>> UntilNowAsync(Workers workers)
    {
        var mark = new Workers.Key("mark", _marks++);
        workers.Register(mark, Nodes.Load(0));
        return [.. (await UntilAsync(mark)).Select(heard => heard.ToString())];
    }

    private void Note(Heard heard)
    {
        _heard.Writer.TryWrite(heard);
        then?.Invoke(heard);
    }
}
