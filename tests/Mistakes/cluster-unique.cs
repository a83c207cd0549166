// The keys are to be unique in the whole cluster.
[RegistryScope(Keys = KeyMode.ClusterUnique)] // PGR0003: a leader election or a database lock
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
