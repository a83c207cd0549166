namespace PgRegistry.Generators.Tests.Scopes;

[RegistryScope]
internal sealed partial class Jobs
{
    internal readonly record struct Key(string Queue, int Shard);

    internal sealed record Value(string Role, int Load);
}

[RegistryScope(Name = "games", Keys = KeyMode.Unique)]
internal sealed partial class Games
{
    internal sealed record Key(string Title);

    internal readonly record struct Value(int Players);

    internal sealed record Message(string Text);
}
