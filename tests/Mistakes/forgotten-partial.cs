// The scope class is not partial.
[RegistryScope]
public class Workers // PGR0001: add the partial modifier
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
