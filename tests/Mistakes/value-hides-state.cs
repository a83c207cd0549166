// The value keeps something that no constructor takes.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);

    public sealed record Value(int Load) // PGR0004: keeps '_peak'
    {
        private readonly int _peak = Load;

        public bool IsPeak => Load == _peak;
    }
}
