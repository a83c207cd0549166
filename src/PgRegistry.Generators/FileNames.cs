using System.Collections.Immutable;
using System.Globalization;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators;

/// <summary>Names the generated files.</summary>
/// <remarks>
/// The compiler takes two names that differ only in case for the same and then refuses all that the generator produced. So
/// classes such as <c>Rooms</c> and <c>rooms</c> get a mark from their exact name; any others keep plain names.
/// </remarks>
internal static class FileNames
{
    public static EquatableArray<string> FindAmbiguous(ImmutableArray<string> names) => names
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    public static string Of(string metadataName, EquatableArray<string> ambiguous) =>
        ambiguous.Contains(metadataName, StringComparer.Ordinal) ? metadataName + "-" + StableHash.Of(metadataName).ToString("x8", CultureInfo.InvariantCulture) : metadataName;
}
