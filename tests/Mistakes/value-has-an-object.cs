// The value carries anything.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load, object Tag); // PGR0004: 'Value.Tag' cannot go over the wire
}
