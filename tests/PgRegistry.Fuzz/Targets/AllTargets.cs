using PgRegistry.Wire;

namespace PgRegistry.Fuzz.Targets;

/// <summary>All targets by name, made when they are asked for.</summary>
internal static class AllTargets
{
    private static readonly FrameKind[] s_kinds =
    [
        FrameKind.Use, FrameKind.Heartbeat, FrameKind.Goodbye, FrameKind.Addresses, FrameKind.Discover, FrameKind.Delta, FrameKind.SyncBegin, FrameKind.SyncChunk,
        FrameKind.SyncEnd, FrameKind.Applied, FrameKind.ApplyQuery, FrameKind.ScopeClosed, FrameKind.OpenScopes, FrameKind.Message,
    ];

    private static readonly List<(string Name, Func<IFuzzTarget> Make)> s_all =
    [
        ("reader", static () => new ReaderTarget()),
        ("formatters", static () => new FormatterTarget()),
        ("schemas", static () => new SchemaTarget()),
        ("framereader", static () => new FrameReaderTarget()),
        ("handshake", static () => new HandshakeTarget()),
        .. s_kinds.Select(static kind => (FrameTarget.NameOf(kind), (Func<IFuzzTarget>)(() => new FrameTarget(kind)))),
        ("session", static () => new SessionTarget()),
    ];

    public static IReadOnlyList<string> Names { get; } = s_all.ConvertAll(target => target.Name);

    public static IFuzzTarget Make(string name) => s_all.Find(target => target.Name == name).Make();
}
