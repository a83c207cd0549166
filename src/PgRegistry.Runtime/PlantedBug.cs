namespace PgRegistry;

/// <summary>
/// Mistakes that one could make here, which the simulation has to find: that is how it is known that it would find others. They exist in
/// builds of the configuration "Planted" only; everywhere else asking for one is a constant false.
/// </summary>
internal enum PlantedBug
{
    None,

    /// <summary>A delta that does not follow the last one is applied.</summary>
    GapIgnored,

    /// <summary>What a peer holds of an earlier instance counts as held of this one.</summary>
    InstanceIgnored,

    /// <summary>A leave takes out whatever entry has that tag, of whichever node.</summary>
    RemovalByTagAlone,

    /// <summary>A value that a sync found changed is set, and nobody is told.</summary>
    EventDroppedInResync,

    /// <summary>The end of a connection that is not the link takes the peer down.</summary>
    StaleLinkDownObeyed,

    /// <summary>A scope that is opened again has the instance of its predecessor.</summary>
    ReopenedUnderOldNumbers,

    /// <summary>What a sync that was cut short has brought counts as held.</summary>
    HalfSyncCounted,

    /// <summary>A chunk is cut before the deltas up to it were sent.</summary>
    ChunkOvertaken,

    /// <summary>A cursor that fell off the log goes on at its end.</summary>
    CursorFellOffUnnoticed,

    /// <summary>The end of a process takes out one of its entries.</summary>
    EndOfOneEntry,

    /// <summary>Updates that arrive during a sync are left to it.</summary>
    UpdateDuringSyncLost,

    /// <summary>The end of a process is not applied to what is kept of a lost peer.</summary>
    HiddenNotUpdated,

    /// <summary>A link that replaces another one goes on where that one was.</summary>
    ReplacedWithoutDiscover,

    /// <summary>A node that said Goodbye keeps its entries.</summary>
    GoodbyeKeepsEntries,

    /// <summary>The news that a scope was closed is ignored.</summary>
    ScopeClosedIgnored,

    /// <summary>The list of open scopes on a new link is ignored.</summary>
    OpenScopesIgnored,

    /// <summary>A join into a taken slot leaves who stands there.</summary>
    SlotNotEvicted,

    /// <summary>Removing does not count.</summary>
    CountForgotten,

    /// <summary>A unique key is given away again.</summary>
    UniqueKeyGivenTwice,

    /// <summary>A subscriber that falls behind is not told so.</summary>
    OverflowSilent,

    /// <summary>The end of a process is not logged.</summary>
    ExitNotLogged,

    /// <summary>Of the joins of one call only the first arrives.</summary>
    BatchTorn,

    /// <summary>Who waits for replication is answered before the peers have said anything.</summary>
    ReplicatedTooEarly,

    /// <summary>Who claims a name that is in use takes the place of its holder, and what is held of that one stays.</summary>
    ClaimantBelieved,

    /// <summary>A message that does not fit into the queue counts as sent.</summary>
    FullQueueSilent,

    /// <summary>A scope is shared although its declarations differ.</summary>
    SchemaIgnored,

    /// <summary>An index goes on with the values that entries had when they joined.</summary>
    IndexNotUpdated,
}

/// <summary>Which mistake is in force.</summary>
internal static class Planted
{
#if PGREGISTRY_PLANTED
    public static PlantedBug Active { get; set; }

    public static bool Is(PlantedBug bug) => Active == bug;
#else
    public static bool Is(PlantedBug bug) => false;
#endif
}
