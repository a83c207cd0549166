// The scope asks for partitions.
[RegistryScope(Partitions = 4)] // PGR0002: split the scope by declaring several
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
