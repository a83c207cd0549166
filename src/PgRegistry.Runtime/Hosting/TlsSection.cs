using Microsoft.Extensions.Configuration;

namespace PgRegistry.Hosting;

/// <summary>Reads the part of the configuration that is about TLS: files by their paths; what has no text form is set in code.</summary>
internal static class TlsSection
{
    private static readonly Dictionary<string, Action<IConfigurationSection, RegistryTlsOptions, List<string>>> s_settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RegistryTlsOptions.CertificateFile)] = Text(static (tls, value) => tls.CertificateFile = value),
        [nameof(RegistryTlsOptions.KeyFile)] = Text(static (tls, value) => tls.KeyFile = value),
        [nameof(RegistryTlsOptions.TrustedRootsFile)] = Text(static (tls, value) => tls.TrustedRootsFile = value),
        [nameof(RegistryTlsOptions.RequireClientCertificate)] = static (setting, tls, problems) =>
        {
            if (SettingValue.BoolOf(setting, problems) is { } value)
            {
                tls.RequireClientCertificate = value;
            }
        },
        [nameof(RegistryTlsOptions.PeerName)] = Text(static (tls, value) => tls.PeerName = value),
        [nameof(RegistryTlsOptions.Certificate)] = InCodeOnly,
        [nameof(RegistryTlsOptions.CertificateSource)] = InCodeOnly,
        [nameof(RegistryTlsOptions.TrustedRoots)] = InCodeOnly,
        [nameof(RegistryTlsOptions.Validate)] = InCodeOnly,
    };

    /// <summary>Sets the options that the section has, and appends what is wrong with it.</summary>
    public static void Apply(IConfigurationSection section, RegistryNodeOptions options, List<string> problems)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add($"{section.Path}: one text where settings such as {nameof(RegistryTlsOptions.CertificateFile)} are expected.");
        }

        foreach (var setting in section.GetChildren())
        {
            var tls = options.Tls ??= new RegistryTlsOptions();
            if (s_settings.TryGetValue(setting.Key, out var apply))
            {
                apply(setting, tls, problems);
            }
            else
            {
                problems.Add(SettingValue.Unknown(setting, s_settings.Where(known => known.Value != InCodeOnly).Select(known => known.Key)));
            }
        }
    }

    private static void InCodeOnly(IConfigurationSection setting, RegistryTlsOptions tls, List<string> problems) =>
        problems.Add($"{setting.Path}: is set in code only: AddPgRegistry(…, options => options.Tls = new() {{ {setting.Key} = … }}).");

    private static Action<IConfigurationSection, RegistryTlsOptions, List<string>> Text(Action<RegistryTlsOptions, string> set) =>
        (setting, tls, problems) =>
        {
            if (SettingValue.TextOf(setting, problems) is { } value)
            {
                set(tls, value);
            }
        };
}
