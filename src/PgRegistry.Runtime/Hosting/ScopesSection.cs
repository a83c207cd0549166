using Microsoft.Extensions.Configuration;

namespace PgRegistry.Hosting;

/// <summary>Checks what the configuration says of scopes. It may repeat a declaration, so that an operator sees it; it never decides.</summary>
internal static class ScopesSection
{
    private const string Keys = nameof(RegistryScopeAttribute.Keys);
    private const string Partitions = nameof(RegistryScopeAttribute.Partitions);

    /// <summary>Appends what is wrong with the section.</summary>
    public static void Check(IConfigurationSection scopes, IReadOnlyList<HostedScope> added, List<string> problems)
    {
        if (!string.IsNullOrEmpty(scopes.Value))
        {
            problems.Add($"{scopes.Path}: one text where names of scopes with their settings are expected.");
        }

        foreach (var entry in scopes.GetChildren())
        {
            if (Find(entry.Key, added) is { } scope)
            {
                Check(entry, scope, problems);
            }
            else
            {
                problems.Add(Unknown(entry, [.. added.Select(scope => scope.Name)]));
            }
        }
    }

    // Names of scopes differ by case, keys of the configuration do not: environment variables often are in capitals.
    private static HostedScope? Find(string name, IReadOnlyList<HostedScope> added) =>
        added.FirstOrDefault(scope => scope.Name == name)
        ?? added.FirstOrDefault(scope => scope.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void Check(IConfigurationSection entry, HostedScope scope, List<string> problems)
    {
        if (!string.IsNullOrEmpty(entry.Value))
        {
            problems.Add($"{entry.Path}: one text where {Keys} and {Partitions} are expected.");
        }

        foreach (var setting in entry.GetChildren())
        {
            if (setting.Key.Equals(Keys, StringComparison.OrdinalIgnoreCase))
            {
                CheckKeys(setting, scope, problems);
            }
            else if (setting.Key.Equals(Partitions, StringComparison.OrdinalIgnoreCase))
            {
                if (SettingValue.NumberOf(setting, "number of partitions; the only one there is is 1", problems) is { } partitions and not 1)
                {
                    problems.Add($"{setting.Path}: {ScopeTexts.PartitionsAsked(scope.Name, partitions)}.");
                }
            }
            else
            {
                problems.Add(SettingValue.Unknown(setting, [Keys, Partitions]));
            }
        }
    }

    private static void CheckKeys(IConfigurationSection setting, HostedScope scope, List<string> problems)
    {
        if (SettingValue.TextOf(setting, problems) is not { } text)
        {
            return;
        }

        // Enum.Parse would take numbers and combinations too.
        KeyMode? mode = text.ToUpperInvariant() switch
        {
            "DUPLICATE" => KeyMode.Duplicate,
            "UNIQUE" => KeyMode.Unique,
            "CLUSTERUNIQUE" => KeyMode.ClusterUnique,
            _ => null,
        };
        if (mode is null)
        {
            problems.Add($"{setting.Path}: {ScopeTexts.KeysInvalid(scope.Name, text)}.");
        }
        else if (mode == KeyMode.ClusterUnique)
        {
            problems.Add($"{setting.Path}: {ScopeTexts.ClusterUniqueAsked(scope.Name)}.");
        }
        else if (scope.DeclaredKeys is var declared && declared != mode)
        {
            problems.Add(
                $"{setting.Path}: the scope '{scope.Name}' is declared with {declared} keys, and the declaration decides; take the setting out, "
                + $"or change {scope.Type} to [RegistryScope(Keys = KeyMode.{mode})].");
        }
    }

    private static string Unknown(IConfigurationSection entry, string[] names)
    {
        var meant = Suggestion.For(entry.Key, names) is { } name ? $" Did you mean {name}?" : "";
        var added = names.Length == 0 ? "no scope was added" : $"those added are {string.Join(", ", names)}";
        return $"{entry.Path}: no scope of this name was added.{meant} Add it with AddScope<T>(), or take the setting out; {added}.";
    }
}
