namespace PgRegistry.Generators.Model;

/// <summary>FNV-1a: <c>string.GetHashCode</c> differs from run to run, and what is emitted would with it.</summary>
internal static class StableHash
{
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }
}
