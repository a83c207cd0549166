// The scope is an interface.
[RegistryScope] // CS0592: only valid on 'class' declarations
public partial interface IWorkers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}
