// The scope is local to its file, and the generated part stands in another.
[RegistryScope]
file partial class Workers // PGR0007: is local to its file
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
