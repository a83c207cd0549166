using System.Globalization;

namespace PgRegistry.Replication;

/// <summary>Makes text that came from a peer fit for a log: short, on one line, without control characters.</summary>
internal static class Printable
{
    private const int MaxLength = 200;

    public static string Of(string? text)
    {
        text ??= "";
        var cut = text.Length > MaxLength ? text[..MaxLength] + "…" : text;
        return string.Concat(cut.Select(c => IsSafe(c) ? c : '?'));
    }

    private static bool IsSafe(char c) =>
        char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
