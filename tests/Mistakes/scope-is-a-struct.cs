// The scope is a struct.
[RegistryScope] // CS0592: only valid on 'class' declarations
public partial struct Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
