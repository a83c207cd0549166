// A member of the key is indexed.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key([Index] string Queue); // PGR0021: is no member of the scope's Value
    public sealed record Value(int Load);
}
