// A member was added, and the file of committed schemas, in the comments at the end, was not written anew.
[RegistryScope]
public partial class Workers // PGR0023: write it there
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load, string Zone = "eu");
}

//| scope Workers
//| key.Queue string
//| value.Load int32
