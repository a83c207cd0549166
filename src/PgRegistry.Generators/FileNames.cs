using System.Collections.Immutable;
using System.Globalization;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators;

/// <summary>Names the generated files.</summary>
/// <remarks>
/// The compiler takes two names that differ only in case for the same and then refuses all that the generator produced. So
/// classes such as <c>Rooms</c> and <c>rooms</c> get a mark from their exact name, and so do a class and one whose name is that of the other's second
/// file; any others keep plain names.
/// </remarks>
internal static class FileNames
{
    /// <summary>What the name of a scope's second file ends with, before the ending of all.</summary>
    public const string WireEnding = ".Wire";

    public static EquatableArray<string> FindAmbiguous(ImmutableArray<string> names) => names
        .SelectMany(name => new[] { (File: name, Name: name), (File: name + WireEnding, Name: name) })
        .GroupBy(pair => pair.File, pair => pair.Name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    public static string Of(string metadataName, EquatableArray<string> ambiguous) =>
        ambiguous.Contains(metadataName, StringComparer.Ordinal) ? Marked(metadataName) : metadataName;

    /// <summary>The file of the listener of a scope with an error. It meets no other, whatever that is called.</summary>
    public static string OfStandIn(string metadataName) => Marked(metadataName) + ".Listener.g.cs";

    private static string Marked(string metadataName) => metadataName + "-" + StableHash.Of(metadataName).ToString("x8", CultureInfo.InvariantCulture);
}
