// The value is a class.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);

    public sealed class Value // PGR0004: declare it as one
    {
        public int Load { get; init; }
    }
}
