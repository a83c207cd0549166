using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PgRegistry.Hosting;

/// <summary>Reads one setting. Each method returns null when the setting is null, or when it cannot be read, which it says then.</summary>
internal static class SettingValue
{
    public static string? TextOf(IConfigurationSection setting, List<string> problems)
    {
        if (setting.GetChildren().Any())
        {
            problems.Add($"{setting.Path}: has settings of its own where one text is expected.");
            return null;
        }

        return setting.Value;
    }

    public static TimeSpan? TimeOf(IConfigurationSection setting, List<string> problems)
    {
        if (TextOf(setting, problems) is not { } text)
        {
            return null;
        }

        // "5" would be five days and "00:05" five minutes, which is hardly ever meant: so all three parts are asked for.
        if (text.Count(':') == 2 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        problems.Add($"{setting.Path}: \"{text}\" is no time; write hours:minutes:seconds, such as 00:00:05 or 00:00:00.250.");
        return null;
    }

    public static int? NumberOf(IConfigurationSection setting, string expected, List<string> problems)
    {
        if (TextOf(setting, problems) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        problems.Add($"{setting.Path}: \"{text}\" is no {expected}.");
        return null;
    }

    public static bool? BoolOf(IConfigurationSection setting, List<string> problems)
    {
        if (TextOf(setting, problems) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        problems.Add($"{setting.Path}: \"{text}\" is neither true nor false.");
        return null;
    }

    /// <summary>A list (<c>Seeds:0</c>, <c>Seeds:1</c>), or one text with commas.</summary>
    public static List<string>? ListOf(IConfigurationSection setting, List<string> problems)
    {
        var items = setting.GetChildren().ToArray();
        if (items.Length == 0)
        {
            return setting.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        }

        // An empty list in a file is an empty text; a list from elsewhere fills it.
        if (!string.IsNullOrEmpty(setting.Value))
        {
            problems.Add($"{setting.Path}: is set as one text and as a list, perhaps in different places; set it in one way.");
            return null;
        }

        return [.. items.Select(item => TextOf(item, problems)).OfType<string>()];
    }

    /// <summary>Says that there is no such setting, and which one may be meant.</summary>
    public static string Unknown(IConfigurationSection setting, IEnumerable<string> known)
    {
        string[] names = [.. known];
        return Suggestion.For(setting.Key, names) is { } name
            ? $"{setting.Path}: unknown setting; did you mean {name}?"
            : $"{setting.Path}: unknown setting; there are {string.Join(", ", names)}.";
    }
}
