namespace PgRegistry.Tests.Hosting;

[RegistryScope]
public partial class HostedWorkers
{
    public readonly record struct Key(string Queue);

    public sealed record Value(string Role);
}

[RegistryScope(Name = "hosted-sessions", Keys = KeyMode.Unique)]
public partial class HostedSessions
{
    public readonly record struct Key(string User);

    public sealed record Value(int Number);
}
