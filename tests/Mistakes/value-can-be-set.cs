// The value can be changed while others read it.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);

    public sealed record Value
    {
        public int Load { get; set; } // PGR0012: give it an init accessor in place of set
    }
}
