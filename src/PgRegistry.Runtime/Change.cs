using System.Diagnostics;
using PgRegistry.Store;

namespace PgRegistry;

/// <summary>One change of a view. <see cref="Kind"/> says which of the other members have something to say.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Change<TKey, TValue>
    where TKey : notnull
{
    private readonly StoredEntry<TKey, TValue>? _entry;
    private readonly object? _detail;
    private readonly LeaveReason _reason;

    internal Change(ChangeKind kind, StoredEntry<TKey, TValue>? entry, object? detail, LeaveReason reason)
    {
        Kind = kind;
        _entry = entry;
        _detail = detail;
        _reason = reason;
    }

    /// <summary>What happened.</summary>
    public ChangeKind Kind { get; }

    /// <summary>The entry that joined, left (as it was last), or was updated (as it is now).</summary>
    /// <exception cref="InvalidOperationException">The change is of no single entry: it is Synced or Resynced.</exception>
    public Entry<TKey, TValue> Entry => new(_entry ?? throw Wrong(nameof(Entry)));

    /// <summary>The key of the entry; see <see cref="Entry"/>.</summary>
    /// <exception cref="InvalidOperationException">The change is Synced or Resynced.</exception>
    public TKey Key => Entry.Key;

    /// <summary>The process of the entry; see <see cref="Entry"/>.</summary>
    /// <exception cref="InvalidOperationException">The change is Synced or Resynced.</exception>
    public Pid Pid => Entry.Pid;

    /// <summary>The value of the entry; see <see cref="Entry"/>.</summary>
    /// <exception cref="InvalidOperationException">The change is Synced or Resynced.</exception>
    public TValue Value => Entry.Value;

    /// <summary>The value before an update.</summary>
    /// <exception cref="InvalidOperationException">The change is not Updated.</exception>
    public TValue OldValue => (Of(ChangeKind.Updated, nameof(OldValue)) as StoredEntry<TKey, TValue>)!.Value;

    /// <summary>Why the entry left.</summary>
    /// <exception cref="InvalidOperationException">The change is not Left.</exception>
    public LeaveReason Reason => Kind == ChangeKind.Left ? _reason : throw Wrong(nameof(Reason));

    /// <summary>The node whose entries are complete now.</summary>
    /// <exception cref="InvalidOperationException">The change is not Synced.</exception>
    public NodeId Node => (NodeId)Of(ChangeKind.Synced, nameof(Node));

    /// <summary>The whole view at this place of the stream; forget what was known before.</summary>
    /// <exception cref="InvalidOperationException">The change is not Resynced.</exception>
    public IReadOnlyList<Entry<TKey, TValue>> Snapshot => (IReadOnlyList<Entry<TKey, TValue>>)Of(ChangeKind.Resynced, nameof(Snapshot));

    /// <summary>Says what happened, for logs and debugging.</summary>
    public override string ToString() => Kind switch
    {
        _ when _entry is null && _detail is null => "(none)",
        ChangeKind.Joined => $"Joined {Entry}",
        ChangeKind.Left => $"Left {Entry} ({_reason})",
        ChangeKind.Updated => $"Updated {Entry}, was {OldValue}",
        ChangeKind.Synced => $"Synced {Node}",
        _ => $"Resynced, {Snapshot.Count} entries",
    };

    private object Of(ChangeKind kind, string member) => Kind == kind ? _detail! : throw Wrong(member);

    private InvalidOperationException Wrong(string member) => new($"A change of kind {Kind} has no {member}; look at Kind first.");
}
