// The scope class is partial, the class around it is not.
public static class Scopes // PGR0001: 'Scopes' must be partial
{
    [RegistryScope]
    public partial class Workers
    {
        public readonly record struct Key(string Queue);
        public sealed record Value(int Load);
    }
}
