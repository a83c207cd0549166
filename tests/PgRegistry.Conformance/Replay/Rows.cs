using PgRegistry.Conformance.Scopes;

namespace PgRegistry.Conformance.Replay;

/// <summary>Writes what the library hands out as recordings write it.</summary>
internal sealed class Rows<TKey, TValue>(Func<Pid, string> nameOf)
    where TKey : notnull, IRecordedKey<TKey>
    where TValue : IRecordedValue<TValue>
{
    public static object Of(TKey key) => new object[] { key.Topic, key.Shard };

    public static object Of(TValue value) => new { role = value.Role, load = value.Load };

    public object Of(Pid pid) => nameOf(pid);

    public object[] Of(Members<TValue> members) => [.. members.Select(Of)];

    public object Of(Member<TValue> member) => Of(member.Pid, member.Value);

    public object Of(Pid pid, TValue value) => new[] { Of(pid), Of(value) };

    public object Of(Entry<TKey, TValue> entry) => new[] { Of(entry.Key), Of(entry.Pid), Of(entry.Value) };

    /// <summary>Null for a change that recordings do not have.</summary>
    public object? Of(Change<TKey, TValue> change) => change.Kind switch
    {
        ChangeKind.Joined or ChangeKind.Left when Marker.Is(change.Key) => null,
        ChangeKind.Joined => Row("join", change, Of(change.Value)),
        ChangeKind.Left => Row("leave", change, Of(change.Value)),
        ChangeKind.Updated => Row("update", change, Of(change.OldValue), Of(change.Value)),
        ChangeKind.Synced => null,
        _ => new object[] { change.Kind.ToString() },
    };

    public object Of(Delivery<TKey, TValue> delivery) => delivery.Name == "register"
        ? new[] { delivery.Name, Of(delivery.Key), Of(delivery.Pid), Of(delivery.Value) }
        : new[] { delivery.Name, Of(delivery.Key), Of(delivery.Pid) };

    private object[] Row(string name, Change<TKey, TValue> change, params object[] values) => [name, Of(change.Key), Of(change.Pid), .. values];
}
