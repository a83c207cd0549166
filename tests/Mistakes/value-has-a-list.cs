// The value contains a list that can be changed while others read it.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load, List<string> Tags); // PGR0012: in place of 'List'
}
