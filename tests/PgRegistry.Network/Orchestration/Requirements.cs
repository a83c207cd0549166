namespace PgRegistry.Network.Orchestration;

/// <summary>What network namespaces need.</summary>
internal static class Requirements
{
    /// <summary>Null when nothing is missing that can be told without trying.</summary>
    public static async Task<string?> MissingAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "this is not Linux";
        }

        var missing = new List<string>();
        if (!Environment.IsPrivilegedProcess)
        {
            missing.Add("root");
        }

        if (await Command.TryAsync("ip", "-V") is not null)
        {
            missing.Add("ip (iproute2)");
        }

        if (await Command.TryAsync("iptables", "--version") is not null)
        {
            missing.Add("iptables");
        }

        return missing.Count > 0 ? $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing" : null;
    }
}
