using Microsoft.Extensions.Configuration;

namespace PgRegistry.Hosting;

/// <summary>Reads node options from a section of the configuration: by hand, so that nothing is found out by reflection, and with errors that name the path.</summary>
internal static class OptionsSection
{
    /// <summary>The part of the section that is about scopes.</summary>
    public const string Scopes = "Scopes";

    private static readonly Dictionary<string, Action<IConfigurationSection, RegistryNodeOptions, List<string>>> s_settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RegistryNodeOptions.Name)] = Text(static (options, value) => options.Name = value),
        [nameof(RegistryNodeOptions.Cluster)] = Text(static (options, value) => options.Cluster = value),
        [nameof(RegistryNodeOptions.Cookie)] = Text(static (options, value) => options.Cookie = value),
        [nameof(RegistryNodeOptions.Tls)] = TlsSection.Apply,
        [nameof(RegistryNodeOptions.Listen)] = Text(static (options, value) => options.Listen = value),
        [nameof(RegistryNodeOptions.Advertise)] = Text(static (options, value) => options.Advertise = value),
        [nameof(RegistryNodeOptions.Seeds)] = List(static (options, value) => options.Seeds = value),
        [nameof(RegistryNodeOptions.HeartbeatInterval)] = Time(static (options, value) => options.HeartbeatInterval = value),
        [nameof(RegistryNodeOptions.HeartbeatTimeout)] = Time(static (options, value) => options.HeartbeatTimeout = value),
        [nameof(RegistryNodeOptions.DrainTimeout)] = Time(static (options, value) => options.DrainTimeout = value),
        [nameof(RegistryNodeOptions.ConnectTimeout)] = Time(static (options, value) => options.ConnectTimeout = value),
        [nameof(RegistryNodeOptions.MaxRedialDelay)] = Time(static (options, value) => options.MaxRedialDelay = value),
        [nameof(RegistryNodeOptions.MaxKeyBytes)] = Bytes(static (options, value) => options.MaxKeyBytes = value),
        [nameof(RegistryNodeOptions.MaxValueBytes)] = Bytes(static (options, value) => options.MaxValueBytes = value),
        [nameof(RegistryNodeOptions.MaxMessageBytes)] = Bytes(static (options, value) => options.MaxMessageBytes = value),
        [nameof(RegistryNodeOptions.LogBytes)] = Bytes(static (options, value) => options.LogBytes = value),
        [nameof(RegistryNodeOptions.RetentionTime)] = Time(static (options, value) => options.RetentionTime = value),
        [nameof(RegistryNodeOptions.MaxRetainedEntries)] = Number("number of entries, such as 1000000", static (options, value) => options.MaxRetainedEntries = value),
        [nameof(RegistryNodeOptions.MaxQueuedMessageBytes)] = Bytes(static (options, value) => options.MaxQueuedMessageBytes = value),
        [nameof(RegistryNodeOptions.ListenerCapacity)] = Number("number of calls, such as 65536", static (options, value) => options.ListenerCapacity = value),
        // Checked by ScopesSection: a scope's declaration is not an option of the node.
        [Scopes] = static (_, _, _) => { },
        [nameof(RegistryNodeOptions.Network)] = InCodeOnly,
        [nameof(RegistryNodeOptions.LoggerFactory)] = InCodeOnly,
        [nameof(RegistryNodeOptions.TimeProvider)] = InCodeOnly,
    };

    /// <summary>Sets the options that the section has, and appends what is wrong with it.</summary>
    public static void Apply(IConfigurationSection section, RegistryNodeOptions options, List<string> problems)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add($"{section.Path}: one text where settings such as {nameof(RegistryNodeOptions.Name)} are expected.");
        }

        foreach (var setting in section.GetChildren())
        {
            if (s_settings.TryGetValue(setting.Key, out var apply))
            {
                apply(setting, options, problems);
            }
            else
            {
                problems.Add(SettingValue.Unknown(setting, s_settings.Where(known => known.Value != InCodeOnly).Select(known => known.Key)));
            }
        }
    }

    private static void InCodeOnly(IConfigurationSection setting, RegistryNodeOptions options, List<string> problems) =>
        problems.Add($"{setting.Path}: is set in code only: AddPgRegistry(…, options => options.{setting.Key} = …).");

    private static Action<IConfigurationSection, RegistryNodeOptions, List<string>> Text(Action<RegistryNodeOptions, string> set) =>
        (setting, options, problems) =>
        {
            if (SettingValue.TextOf(setting, problems) is { } value)
            {
                set(options, value);
            }
        };

    private static Action<IConfigurationSection, RegistryNodeOptions, List<string>> Time(Action<RegistryNodeOptions, TimeSpan> set) =>
        (setting, options, problems) =>
        {
            if (SettingValue.TimeOf(setting, problems) is { } value)
            {
                set(options, value);
            }
        };

    private static Action<IConfigurationSection, RegistryNodeOptions, List<string>> Bytes(Action<RegistryNodeOptions, int> set) =>
        Number("number of bytes, such as 65536", set);

    private static Action<IConfigurationSection, RegistryNodeOptions, List<string>> Number(string expected, Action<RegistryNodeOptions, int> set) =>
        (setting, options, problems) =>
        {
            if (SettingValue.NumberOf(setting, expected, problems) is { } value)
            {
                set(options, value);
            }
        };

    private static Action<IConfigurationSection, RegistryNodeOptions, List<string>> List(Action<RegistryNodeOptions, IList<string>> set) =>
        (setting, options, problems) =>
        {
            if (SettingValue.ListOf(setting, problems) is { } value)
            {
                set(options, value);
            }
        };
}
