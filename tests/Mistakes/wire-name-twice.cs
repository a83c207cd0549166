// Two members have the same name on the wire.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load, [WireName("Load")] int Weight); // PGR0004: give each a [WireName] of its own
}
