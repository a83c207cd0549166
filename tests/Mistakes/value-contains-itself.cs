// The value is a tree.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load, Value? Next); // PGR0004: contains itself
}
