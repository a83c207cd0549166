namespace PgRegistry.Tests;

/// <summary>Who does not belong together never links, and both sides say once why not.</summary>
public sealed class TcpRefusalTests
{
    [Theory]
    [InlineData("wrong", "default", 1, "different cookies")]
    [InlineData(null, "default", 1, "the cookie: the dialling node has none, the listening node has one")]
    [InlineData("right", "other", 1, "another cluster: the dialling node is in \"other\", the listening node is in \"default\"")]
    [InlineData("right", "default", 2, "no protocol version in common: the dialling node speaks 2 to 2, the listening node speaks 1 to 1")]
    public async Task The_difference_is_named_once_on_both_sides(string? cookie, string cluster, int version, string difference)
    {
        var ours = TcpNode.Options("a");
        ours.Cookie = "right";
        await using var a = await TcpNode.StartAsync(ours);
        var theirs = TcpNode.Options("b", a.Mesh.Address!);
        theirs.Cookie = cookie;
        theirs.Cluster = cluster;
        await using var b = await TcpNode.StartAsync(theirs, versions: (version, version));

        await a.Until(() => a.Logged(1012).Count >= 3, "three more attempts");
        await b.Until(() => b.Logged(1012).Count >= 3, "three more attempts");

        Assert.Contains(difference, Assert.Single(a.Warnings), StringComparison.Ordinal);
        Assert.Contains(difference, Assert.Single(b.Warnings), StringComparison.Ordinal);
        Assert.Empty(a.Events);
        Assert.Empty(b.Events);
        Assert.DoesNotContain(a.Warnings.Concat(b.Warnings), text => text.Contains("right", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_after_all_was_well_is_news_again()
    {
        await using var a = await TcpNode.StartAsync("a");
        await RefusedAsync(a, expected: 1);

        var right = await TcpNode.StartAsync("b", a.Mesh.Address!);
        await a.Until("up b");
        await right.DisposeAsync();
        await a.Until("down b");

        await RefusedAsync(a, expected: 2);

        static async Task RefusedAsync(TcpNode a, int expected)
        {
            var options = TcpNode.Options("b", a.Mesh.Address!);
            options.Cluster = "other";
            options.Listen = null;
            await using var wrong = await TcpNode.StartAsync(options);
            await wrong.Until(() => wrong.Logged(1012).Count >= 2, "two more attempts");
            Assert.Equal(expected, a.Logged(1010).Count);
        }
    }

    [Fact]
    public async Task A_second_node_of_a_name_is_turned_away_by_the_third_while_the_first_lives()
    {
        await using var a = await TcpNode.StartAsync("a");
        await using var first = await TcpNode.StartAsync(TcpNode.Options("b", a.Mesh.Address!), incarnation: 1);
        await a.Until("up b");

        await using var second = await TcpNode.StartAsync(TcpNode.Options("b", a.Mesh.Address!), incarnation: 2);
        await a.Until("in use b");
        await second.Until(() => second.Logged(1011).Count > 0, "the refusal");

        Assert.Contains("the name \"b\" is in use by b.0000000000000001", second.Logged(1011)[0], StringComparison.Ordinal);
        Assert.Equal([first.Id], a.Core.LinkedNodes);
        Assert.Equal(0, a.Count("down b"));
    }
}
