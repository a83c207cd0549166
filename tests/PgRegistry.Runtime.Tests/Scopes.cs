namespace PgRegistry.Tests;

[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue, int Shard);

    public sealed record Value(string Role, int Load);

    public sealed record Message(string Text);
}

[RegistryScope(Name = "sessions", Keys = KeyMode.Unique)]
public partial class Sessions
{
    public readonly record struct Key(string User);

    public sealed record Value(string Device, int Number);

    public sealed record Message(string Text);
}
