// A member was put before the others, while nodes of the former build run; the comments at the end are the file of committed schemas.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(string Zone, int Load); // PGR0022: 'value.Zone' (string) stands where 'value.Load' (int32) was
}

//| scope Workers
//| key.Queue string
//| value.Load int32
