// The value has a member whose type is local to the file.
[RegistryScope]
internal partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(Level Level); // CS9051: file-local type
}

file enum Level
{
    Low,
}
