// The key is private, because nested types are unless they say otherwise.
[RegistryScope]
public partial class Workers
{
    readonly record struct Key(string Queue); // PGR0008: make it public
    public sealed record Value(int Load);
}
