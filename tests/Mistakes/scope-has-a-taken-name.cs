// The scope class has the name of one of its operations.
[RegistryScope]
public partial class Monitor // PGR0013: rename 'Monitor'
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
