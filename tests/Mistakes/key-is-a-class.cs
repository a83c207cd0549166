// The key is a class, compared by reference.
[RegistryScope]
public partial class Workers
{
    public sealed class Key // PGR0006: declare it as a record
    {
        public required string Queue { get; init; }
    }

    public sealed record Value(int Load);
}
