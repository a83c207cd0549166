using PgRegistry;

namespace Shapes;

/// <summary>A public scope in a namespace for the whole file.</summary>
[RegistryScope]
public sealed partial class Visible
{
    /// <summary>Where.</summary>
    public readonly record struct Key(string Queue, int Shard);

    /// <summary>What.</summary>
    public sealed record Value(string Role, int Load);

    /// <summary>What is said.</summary>
    public sealed record Message(string Text);
}
