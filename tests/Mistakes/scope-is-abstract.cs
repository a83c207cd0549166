// The scope is abstract, as a base for others.
[RegistryScope]
public abstract partial class Workers // PGR0007: is abstract
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
