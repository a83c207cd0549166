// One generic class is to be many scopes.
[RegistryScope]
public partial class Workers<T> // PGR0007: is generic
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
