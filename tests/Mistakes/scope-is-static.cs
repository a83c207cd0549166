// The scope is a static class, as a holder of the two types.
[RegistryScope]
public static partial class Workers // PGR0007: is static
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
