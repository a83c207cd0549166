namespace PgRegistry.Generators.Tests.Scopes;

/// <summary>Times, addresses and identities, as they are and nullable.</summary>
[RegistryScope]
internal sealed partial class Moments
{
    internal sealed record Key(DateTime At, DateTimeOffset There, DateOnly Day, TimeOnly Hour, TimeSpan For, Uri Home, Pid Process, NodeId Node);

    internal sealed record Value(DateTime? At, DateTimeOffset? There, DateOnly? Day, TimeOnly? Hour, TimeSpan? For, Uri? Home, Pid? Process, NodeId? Node);
}
