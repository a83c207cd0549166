// The key contains a collection.
[RegistryScope]
public partial class Workers
{
    public sealed record Key(string Tenant, List<string> Path); // PGR0011: use members or a text in its place
    public sealed record Value(int Load);
}
