using PgRegistry;

namespace Contracts;

/// <summary>A public scope of a library: what is generated has to be documented.</summary>
[RegistryScope(Name = "sessions", Keys = KeyMode.Unique)]
public partial class Sessions
{
    /// <summary>Whose session.</summary>
    public readonly record struct Key(string User);

    /// <summary>What it is on.</summary>
    public sealed record Value(string Device);
}
