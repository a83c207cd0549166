// The message carries something that only this process has.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
    public sealed record Message(string Name, System.IO.Stream Content); // PGR0004: 'Message.Content' cannot go over the wire
}
