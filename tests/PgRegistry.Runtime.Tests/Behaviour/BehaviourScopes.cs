namespace PgRegistry.Tests.Behaviour;

/// <summary>A key that can be null.</summary>
[RegistryScope]
public partial class Names
{
    public sealed record Key(string Text);

    public sealed record Value(string Text, int Number);
}

// Declarations of one scope that differ in one place each, as two versions of a service would: no node opens two of them.
#pragma warning disable PGR0014
public static partial class Here
{
    [RegistryScope(Name = "jobs")]
    public partial class Jobs
    {
        public readonly record struct Key(string Queue, int Shard);

        public sealed record Value(string Role, int Load);

        public sealed record Message(string Text);
    }
}

public static partial class OtherKey
{
    [RegistryScope(Name = "jobs")]
    public partial class Jobs
    {
        public readonly record struct Key(string Queue, long Shard);

        public sealed record Value(string Role, int Load);

        public sealed record Message(string Text);
    }
}

public static partial class OtherValue
{
    [RegistryScope(Name = "jobs")]
    public partial class Jobs
    {
        public readonly record struct Key(string Queue, int Shard);

        public sealed record Value(string Role, int Load, string Zone);

        public sealed record Message(string Text);
    }
}

public static partial class OtherMessage
{
    [RegistryScope(Name = "jobs")]
    public partial class Jobs
    {
        public readonly record struct Key(string Queue, int Shard);

        public sealed record Value(string Role, int Load);

        public sealed record Message(string Text, int Priority);
    }
}

public static partial class OtherMode
{
    [RegistryScope(Name = "jobs", Keys = KeyMode.Unique)]
    public partial class Jobs
    {
        public readonly record struct Key(string Queue, int Shard);

        public sealed record Value(string Role, int Load);

        public sealed record Message(string Text);
    }
}
