// There is no key.
[RegistryScope]
public partial class Workers // PGR0005: no nested type 'Key'; declare one, such as
{
    public sealed record Value(int Load);
}
