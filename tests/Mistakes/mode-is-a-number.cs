// The mode is no mode.
[RegistryScope(Keys = (KeyMode)3)] // PGR0009: use KeyMode.Duplicate or KeyMode.Unique
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
