// The scope is a record.
[RegistryScope]
public partial record Workers // PGR0007: is a record
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
