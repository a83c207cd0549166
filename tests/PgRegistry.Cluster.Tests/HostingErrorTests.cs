using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PgRegistry.Hosting;

namespace PgRegistry.Tests.Hosting;

public sealed class HostingErrorTests
{
    [Theory]
    [InlineData("\"Listn\": \"127.0.0.1:0\"", "PgRegistry:Listn: unknown setting; did you mean Listen?")]
    [InlineData("\"seed\": \"a:1\"", "PgRegistry:seed: unknown setting; did you mean Seeds?")]
    [InlineData("\"HeartbeatTimout\": \"x\"", "PgRegistry:HeartbeatTimout: unknown setting; did you mean HeartbeatTimeout?")]
    [InlineData("\"Colour\": \"red\"", "PgRegistry:Colour: unknown setting; there are Name, Cluster, Cookie, Tls, Listen, Advertise, Seeds, HeartbeatInterval, HeartbeatTimeout, DrainTimeout, ConnectTimeout, MaxRedialDelay, MaxKeyBytes, MaxValueBytes, MaxMessageBytes, LogBytes, RetentionTime, MaxRetainedEntries, MaxQueuedMessageBytes, ListenerCapacity, Scopes.")]
    [InlineData("\"HeartbeatTimeout\": 5", "PgRegistry:HeartbeatTimeout: \"5\" is no time; write hours:minutes:seconds, such as 00:00:05 or 00:00:00.250.")]
    [InlineData("\"DrainTimeout\": \"00:05\"", "PgRegistry:DrainTimeout: \"00:05\" is no time; write hours:minutes:seconds, such as 00:00:05 or 00:00:00.250.")]
    [InlineData("\"LogBytes\": \"8M\"", "PgRegistry:LogBytes: \"8M\" is no number of bytes, such as 65536.")]
    [InlineData("\"LogBytes\": 9999999999", "PgRegistry:LogBytes: \"9999999999\" is no number of bytes, such as 65536.")]
    [InlineData("\"Cluster\": { \"Name\": \"c\" }", "PgRegistry:Cluster: has settings of its own where one text is expected.")]
    [InlineData("\"Seeds\": [ { \"Host\": \"a\" } ]", "PgRegistry:Seeds:0: has settings of its own where one text is expected.")]
    [InlineData("\"Network\": \"memory\"", "PgRegistry:Network: is set in code only: AddPgRegistry(…, options => options.Network = …).")]
    [InlineData("\"LoggerFactory\": \"x\"", "PgRegistry:LoggerFactory: is set in code only: AddPgRegistry(…, options => options.LoggerFactory = …).")]
    [InlineData("\"TimeProvider\": \"x\"", "PgRegistry:TimeProvider: is set in code only: AddPgRegistry(…, options => options.TimeProvider = …).")]
    [InlineData("\"Listen\": \"nowhere\"", "Listen: \"nowhere\" is no address and port; write for example 127.0.0.1:7946, 0.0.0.0:7946 or [::]:7946.")]
    [InlineData("\"Scopes\": \"HostedWorkers\"", "PgRegistry:Scopes: one text where names of scopes with their settings are expected.")]
    [InlineData("\"Scopes\": { \"HostedWorkers\": \"Unique\" }", "PgRegistry:Scopes:HostedWorkers: one text where Keys and Partitions are expected.")]
    [InlineData("\"Scopes\": { \"HostedWorker\": {  \"Keys\": \"Unique\" } }", "PgRegistry:Scopes:HostedWorker: no scope of this name was added. Did you mean HostedWorkers? Add it with AddScope<T>(), or take the setting out; those added are HostedWorkers, hosted-sessions.")]
    [InlineData("\"Scopes\": { \"Rooms\": {  \"Keys\": \"Unique\" } }", "PgRegistry:Scopes:Rooms: no scope of this name was added. Add it with AddScope<T>(), or take the setting out; those added are HostedWorkers, hosted-sessions.")]
    [InlineData("\"Scopes\": { \"HostedWorkers\": { \"Listeners\": 1 } }", "PgRegistry:Scopes:HostedWorkers:Listeners: unknown setting; there are Keys, Partitions.")]
    [InlineData("\"Scopes\": { \"HostedWorkers\": { \"Key\": \"Unique\" } }", "PgRegistry:Scopes:HostedWorkers:Key: unknown setting; did you mean Keys?")]
    [InlineData("\"Scopes\": { \"HostedWorkers\": { \"Partitions\": 4 } }", "PgRegistry:Scopes:HostedWorkers:Partitions: The scope 'HostedWorkers' asks for 4 partitions, and a scope is never partitioned; leave Partitions out and split the scope by declaring several.")]
    [InlineData("\"Scopes\": { \"HostedWorkers\": { \"Partitions\": \"two\" } }", "PgRegistry:Scopes:HostedWorkers:Partitions: \"two\" is no number of partitions; the only one there is is 1.")]
    [InlineData("\"Scopes\": { \"HostedWorkers\": { \"Keys\": \"ClusterUnique\" } }", "PgRegistry:Scopes:HostedWorkers:Keys: The scope 'HostedWorkers' asks for keys that are unique in the whole cluster, which needs consensus; use KeyMode.Unique, which is enforced on each node, and a leader election or a database lock where there must be one owner.")]
    [InlineData("\"Scopes\": { \"HostedWorkers\": { \"Keys\": \"1\" } }", "PgRegistry:Scopes:HostedWorkers:Keys: The option Keys of the scope 'HostedWorkers' is not valid: 1 is no key mode; use KeyMode.Duplicate or KeyMode.Unique.")]
    [InlineData("\"Scopes\": { \"HostedWorkers\": { \"Keys\": \"unique\" } }", "PgRegistry:Scopes:HostedWorkers:Keys: the scope 'HostedWorkers' is declared with Duplicate keys, and the declaration decides; take the setting out, or change PgRegistry.Tests.Hosting.HostedWorkers to [RegistryScope(Keys = KeyMode.Unique)].")]
    [InlineData("\"Scopes\": { \"hosted-sessions\": { \"Keys\": \"Duplicate\" } }", "PgRegistry:Scopes:hosted-sessions:Keys: the scope 'hosted-sessions' is declared with Unique keys, and the declaration decides; take the setting out, or change PgRegistry.Tests.Hosting.HostedSessions to [RegistryScope(Keys = KeyMode.Duplicate)].")]
    public async Task A_wrong_setting_stops_the_start_and_names_the_remedy(string setting, string expected) =>
        Assert.Equal([expected], await FailuresAsync($$"""{ "PgRegistry": { "Name": "a", {{setting}} } }"""));

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        var failures = await FailuresAsync(
            """{ "PgRegistry": { "Listn": "x", "LogBytes": "x", "MaxKeyBytes": 1, "Scopes": { "Nobody": {}, "HostedWorkers": { "Keys": "Unique", "Partitions": 2 } } } }""");

        string[] starts = ["PgRegistry:Listn:", "PgRegistry:LogBytes:", "PgRegistry:Scopes:HostedWorkers:Keys:", "PgRegistry:Scopes:HostedWorkers:Partitions:", "PgRegistry:Scopes:Nobody:", "Name:", "MaxKeyBytes:"];
        Assert.Equal(starts.Length, failures.Length);
        Assert.All(starts, start => Assert.Contains(failures, failure => failure.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_missing_name_is_told_in_the_words_of_the_node()
    {
        var alone = await Assert.ThrowsAsync<OptionsValidationException>(() => RegistryNode.StartAsync(new RegistryNodeOptions(), Hosts.Deadline));

        Assert.Equal(alone.Failures, await FailuresAsync("{}"));
    }

    [Fact]
    public void The_first_resolve_fails_too()
    {
        var services = new ServiceCollection();
        services.AddPgRegistry().AddScope<HostedWorkers>();
        using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<RegistryNode>());
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<HostedWorkers>());
    }

    [Fact]
    public async Task Text_and_list_of_two_places_do_not_mix()
    {
        var failures = await FailuresAsync("""{ "PgRegistry": { "Name": "a", "Seeds": [ "a:1" ] } }""", new() { ["PgRegistry:Seeds"] = "b:2" });

        Assert.Equal(["PgRegistry:Seeds: is set as one text and as a list, perhaps in different places; set it in one way."], failures);
    }

    [Fact]
    public async Task A_section_is_no_text()
    {
        Assert.Contains("PgRegistry: one text where settings such as Name are expected.", await FailuresAsync("""{ "PgRegistry": "web-1" }"""));
    }

    [Fact]
    public async Task Settings_that_repeat_the_declaration_are_welcome()
    {
        var builder = Hosts.Empty("""{ "PgRegistry": { "Name": "a", "Scopes": { "HOSTEDWORKERS": { "keys": "duplicate", "partitions": 1 }, "hosted-sessions": { "Keys": "Unique" } } } }""");
        builder.Services.AddPgRegistry(builder.Configuration.GetSection("PgRegistry")).AddScope<HostedWorkers>().AddScope<HostedSessions>();

        using var host = await builder.StartAsync();

        Assert.Equal("a", host.Get<RegistryNode>().Name);
    }

    [Fact]
    public void Two_classes_do_not_share_a_name()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddPgRegistry().AddScope<HostedWorkers>().AddScope<HandWritten>());

        Assert.Contains("HandWritten and PgRegistry.Tests.Hosting.HostedWorkers both declare the scope \"HostedWorkers\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_compiler_says_the_same()
    {
        var catalog = File.ReadAllText(Source("src/PgRegistry.Analyzers/Descriptors.cs"));
        var options = File.ReadAllText(Source("src/PgRegistry.Generators/Parsing/ScopeOptions.cs"));

        Assert.Contains($"\"{ScopeTexts.Partitions}\"", catalog, StringComparison.Ordinal);
        Assert.Contains($"\"{ScopeTexts.ClusterUnique}\"", catalog, StringComparison.Ordinal);
        Assert.Contains($"\"{ScopeTexts.InvalidOption}\"", catalog, StringComparison.Ordinal);
        Assert.Contains($"{ScopeTexts.NoKeyMode}\"", options, StringComparison.Ordinal);
    }

    private static string Source(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(root.FullName, "src")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("The sources are not above the tests.");
        }

        return Path.Combine(root.FullName, path);
    }

    private static async Task<string[]> FailuresAsync(string json, Dictionary<string, string?>? more = null)
    {
        var builder = Hosts.Empty(json);
        builder.Configuration.AddInMemoryCollection(more ?? []);
        builder.Services.AddPgRegistry(builder.Configuration.GetSection("PgRegistry")).AddScope<HostedWorkers>().AddScope<HostedSessions>();
        using var host = builder.Build();
        return [.. (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Hosts.Deadline))).Failures];
    }

    private sealed class HandWritten : IRegistryScope<HandWritten>
    {
        public static string ScopeName => "HostedWorkers";

        public static KeyMode ScopeMode => KeyMode.Duplicate;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        static HandWritten IRegistryScope<HandWritten>.Open(CompilerServices.ScopeOpening opening) => throw new NotSupportedException();
    }
}
