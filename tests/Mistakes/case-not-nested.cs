// The cases of a message stand beside it.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
    public abstract record Message; // PGR0004: declare records nested in it that derive from it
    public sealed record Work(string Text) : Message;
    public sealed record Pause : Message;
}
