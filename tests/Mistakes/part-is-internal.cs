// A public scope has an internal value.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    internal sealed record Value(int Load); // PGR0008: less accessible than the scope; make it public
}
