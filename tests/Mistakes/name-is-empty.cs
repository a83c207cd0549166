// The name is empty.
[RegistryScope(Name = "")] // PGR0009: leave it out to take the name of the class
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
