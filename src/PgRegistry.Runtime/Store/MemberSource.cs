namespace PgRegistry.Store;

/// <summary>
/// The members under a key at one moment, read without knowing the type of the key: one entry itself, or a group of entries.
/// </summary>
/// <remarks>
/// What a reader needs of an entry stands here, and not behind a virtual call, so that the usual lookup, which finds one member,
/// comes down to a few loads. Cursors go in and out by value: an enumerator whose address is taken cannot live in registers.
/// </remarks>
internal abstract class MemberSource<TValue>
{
    /// <summary>Where the entry lives; null in a group.</summary>
    public readonly Home? Home;

    public readonly ulong Serial;
    public readonly TValue Value;

    /// <summary>A group.</summary>
    protected MemberSource() => Value = default!;

    /// <summary>An entry.</summary>
    protected MemberSource(Home home, ulong serial, TValue value)
    {
        Home = home;
        Serial = serial;
        Value = value;
    }

    public bool IsEntry => Home is not null;

    /// <summary>Of an entry.</summary>
    public Pid Pid => new(Home!.Node, Serial);

    public abstract int Count { get; }

    /// <summary>The first place of a member at or behind a place; negative when there is none. Places begin at 0.</summary>
    public abstract int Seek(int place);

    /// <summary>The entry at a place that <see cref="Seek"/> gave.</summary>
    public abstract MemberSource<TValue> EntryAt(int place);

    /// <summary>The member at an index below <see cref="Count"/>.</summary>
    public abstract Member<TValue> At(int index);
}

/// <summary>What an entry's origin is to who does not know the type of the key: a node.</summary>
internal abstract class Home(NodeId node)
{
    public readonly NodeId Node = node;
}
