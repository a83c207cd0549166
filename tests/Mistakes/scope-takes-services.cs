// The scope takes something by a primary constructor.
[RegistryScope]
public partial class Workers(TimeProvider time) // PGR0007: has a primary constructor
{
    private readonly TimeProvider _time = time;

    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
