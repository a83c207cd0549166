// The class that the scope names as its listener does not implement the interface.
[RegistryScope(Listeners = [typeof(Audit)])] // PGR0010: does not implement 'Workers.IListener'
public partial class Workers
{
    public readonly record struct Key(string Queue);
    public sealed record Value(int Load);
}

public sealed class Audit;
