// The key is a struct without an equality of its own.
[RegistryScope]
public partial class Workers
{
    public struct Key // PGR0006: readonly record struct
    {
        public int Shard { get; init; }
    }

    public sealed record Value(int Load);
}
