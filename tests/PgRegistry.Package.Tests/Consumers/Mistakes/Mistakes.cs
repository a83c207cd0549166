using PgRegistry;

namespace Mistakes;

// A line that ends with IDs has to show exactly these, and no other line anything.
[RegistryScope]
public class NotPartial // PGR0001
{
    public readonly record struct Key(string Queue);

    public sealed record Value(int Load);
}

[RegistryScope(Partitions = 4)] // PGR0002
public partial class Partitioned
{
    public readonly record struct Key(string Queue);

    public sealed record Value(int Load);
}

[RegistryScope(Keys = KeyMode.ClusterUnique)] // PGR0003
public partial class OneOwner
{
    public readonly record struct Key(string Queue);

    public sealed record Value(int Load);
}

[RegistryScope]
public partial class NoFormatter
{
    public readonly record struct Key(string Queue);

    public sealed record Value(int Load, Version Version); // PGR0004
}

[RegistryScope]
public partial class NoKeyAndValue; // PGR0005 PGR0005

// Beside the mistakes, a scope without any.
[RegistryScope]
public partial class Workers
{
    public readonly record struct Key(string Queue);

    public sealed record Value(int Load);
}
