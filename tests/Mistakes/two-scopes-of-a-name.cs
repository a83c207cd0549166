// Two scopes of an assembly have the same name.
[RegistryScope(Name = "workers")]
public partial class MailWorkers // PGR0014: give each a name of its own
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}

[RegistryScope(Name = "workers")]
public partial class OrderWorkers // PGR0014: a node opens only one scope of a name
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
