using PgRegistry.Package.Tests.Support;
using PgRegistry.TestKit;

namespace PgRegistry.Package.Tests;

/// <summary>Projects that take the package from a folder feed, with everything that the SDK can warn of as errors.</summary>
[Collection(nameof(PackedPackage))]
public sealed class ConsumerTests(BuiltConsumers consumers) : IClassFixture<BuiltConsumers>
{
    [Fact]
    public void Nothing_is_reported_but_the_mistakes() =>
        Assert.True(consumers.Messages.All(message => message.Project == "Mistakes"), consumers.Output);

    // Internal, nested, private and deeper scopes, with types of their own and of others; with the usings that the SDK gives, and without.
    [Theory]
    [InlineData("Shapes")]
    [InlineData("Explicit")]
    public void Scopes_of_every_shape_build(string project) =>
        Assert.True(consumers.IsBuilt(project), consumers.Output);

    [Fact]
    public void Mistakes_show_exactly_our_diagnostics_where_they_are()
    {
        var expected = new[] { "Mistakes.cs", "Uses.cs" }.SelectMany(file => Announced(file, consumers.Source($"Mistakes/{file}"))).ToArray();

        Assert.True(expected.Length >= 10, $"{expected.Length} mistakes are announced");
        Assert.Equal(expected.Order(), consumers.Messages.Where(message => message.Project == "Mistakes").Select(message => (message.File, message.Line, message.Id)).Order());
    }

    [Fact]
    public async Task Two_processes_talk_as_the_quick_start_says()
    {
        await using var first = consumers.Run("Hello", "web-1", $"{consumers.Ports[0]}");
        await first.WaitForLineAsync("^Joined .*<web-1");
        await using var second = consumers.Run("Hello", "web-2", $"{consumers.Ports[1]}");

        await first.WaitForLineAsync("^Joined .*orders.*<web-2.*Role = web-2");
        await second.WaitForLineAsync("^<web-1.* says hello from web-1$");
        second.Kill();

        await first.WaitForLineAsync(@"^Left .*<web-2.*\(NodeDown\)$");
    }

    [Fact]
    public async Task A_worker_that_has_the_package_by_a_library()
    {
        await using var worker = consumers.Run("Worker");

        await worker.WaitForLineAsync("^mail registered with 3$");
        await worker.WaitForLineAsync("^ada on phone$");
        await worker.WaitForLineAsync("^1 has Work { Text = a parcel }$");
        Assert.Equal(0, await worker.WaitForExitAsync());
    }

    [Fact]
    public async Task A_web_application()
    {
        await using var web = consumers.Run("Web");
        var address = (await web.WaitForLineAsync("^listening on (http.*)$")).Groups[1].Value;
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        using var registered = await client.PostAsync("/rooms/lobby/ada", null, Deadline.Token());
        Assert.StartsWith("<web-1.", await registered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("ada", await client.GetStringAsync("/rooms/lobby", Deadline.Token()));

        using var stopped = await client.PostAsync("/stop", null, Deadline.Token());
        await web.WaitForLineAsync("^stopped$");
        Assert.Equal(0, await web.WaitForExitAsync());
    }

    /// <summary>A line that has mistakes ends with their IDs.</summary>
    private static IEnumerable<(string File, int Line, string Id)> Announced(string file, string source) => source.Split('\n')
        .SelectMany((line, index) => line.Split("// PGR").Skip(1).SelectMany(ids => $"PGR{ids}".Split(' ')).Select(id => (file, index + 1, id.Trim())));
}
