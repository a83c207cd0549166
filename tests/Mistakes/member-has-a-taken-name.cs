// A constant has the name of a generated property.
[RegistryScope(Name = Name)]
public partial class Workers
{
    public const string Name = "workers"; // PGR0013: rename 'Name'

    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
