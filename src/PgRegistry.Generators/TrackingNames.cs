namespace PgRegistry.Generators;

/// <summary>The names of the generator's steps, by which tests ask whether a step ran again.</summary>
internal static class TrackingNames
{
    /// <summary>What was read from each class that has the attribute.</summary>
    public const string Read = nameof(Read);

    /// <summary>The valid scopes.</summary>
    public const string Scopes = nameof(Scopes);

    /// <summary>The file names that several scopes would have if letter case were ignored; mostly none.</summary>
    public const string AmbiguousNames = nameof(AmbiguousNames);

    /// <summary>Each scope and its file name.</summary>
    public const string Files = nameof(Files);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, Scopes, AmbiguousNames, Files];
}
