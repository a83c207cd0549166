using PgRegistry;

namespace Shapes;

/// <summary>Scopes in another class, each with its access.</summary>
public static partial class Nested
{
    /// <summary>The name of the one that nobody else sees.</summary>
    public static string Name => Hidden.ScopeName;

    /// <summary>The name of the one in a struct.</summary>
    public static string DeepName => Deep.Inner.ScopeName;

    [RegistryScope(Name = "nested-internal")]
    internal sealed partial class Seen
    {
        public readonly record struct Key(string Name);

        public sealed record Value(int Load);
    }

    [RegistryScope(Name = "nested-private")]
    private sealed partial class Hidden
    {
        public readonly record struct Key(string Name);

        public sealed record Value(int Load);

        public sealed record Message(string Text);
    }

    private partial record struct Deep
    {
        [RegistryScope(Name = "nested-deep")]
        internal sealed partial class Inner
        {
            internal readonly record struct Key(string @class, int Event);

            internal sealed record Value(int @in, long Größe);
        }
    }
}
