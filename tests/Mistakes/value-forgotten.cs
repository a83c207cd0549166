// There is no value. A scope without metadata has an empty one.
[RegistryScope]
public partial class Workers // PGR0005: no nested type 'Value'; declare one, such as
{
    public readonly record struct Key(string Queue);
}
