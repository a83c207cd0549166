namespace PgRegistry.Tests.Behaviour;

public sealed class IdentityTests
{
    [Theory]
    [InlineData("web-1", 0x9f2c00000000002aUL, 17UL, "<web-1.9f2c00000000002a.17>")]
    [InlineData("eu.west.web-1", 1UL, 1UL, "<eu.west.web-1.0000000000000001.1>")]
    [InlineData("a.0000000000000002.3", ulong.MaxValue, ulong.MaxValue, "<a.0000000000000002.3.ffffffffffffffff.18446744073709551615>")]
    [InlineData("äpfel@host:7946", 0UL, 5UL, "<äpfel@host:7946.0000000000000000.5>")]
    public void A_pid_prints_and_parses_from_the_right(string name, ulong incarnation, ulong serial, string text)
    {
        var pid = new Pid(new NodeId(name, incarnation), serial);
        Assert.Equal(text, pid.ToString());
        var parsed = Pid.Parse(text);
        Assert.Equal(pid, parsed);
        Assert.Equal(name, parsed.Node!.Name);
        Assert.Equal(pid.Node, NodeId.Parse(pid.Node!.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("<none")]
    [InlineData("web-1.9f2c00000000002a.17")]
    [InlineData("<web-1.9f2c00000000002a>")]
    [InlineData("<web-1.9f2c00000000002a.>")]
    [InlineData("<web-1.9f2c00000000002a.0>")]
    [InlineData("<web-1.9f2c00000000002a.-1>")]
    [InlineData("<web-1.9f2c00000000002a.+1>")]
    [InlineData("<web-1.9f2c00000000002a. 1>")]
    [InlineData("<web-1.9f2c00000000002a.18446744073709551616>")]
    [InlineData("<web-1.9f2c.17>")]
    [InlineData("<web-1.9f2c00000000002g.17>")]
    [InlineData("<.9f2c00000000002a.17>")]
    [InlineData("<web 1.9f2c00000000002a.17>")]
    [InlineData(" <web-1.9f2c00000000002a.17>")]
    public void Bad_text_is_no_pid(string? text)
    {
        Assert.False(Pid.TryParse(text, null, out var pid));
        Assert.True(pid.IsNone);
        Assert.Contains("<web-1.", Assert.Throws<FormatException>(() => Pid.Parse(text!)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("web-1")]
    [InlineData(".9f2c00000000002a")]
    [InlineData("web-1.9f2c00000000002")]
    [InlineData("web-1.+f2c00000000002a")]
    [InlineData("web-1. f2c00000000002a")]
    [InlineData("web\n1.9f2c00000000002a")]
    public void Bad_text_is_no_node_identity(string? text)
    {
        Assert.False(NodeId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => NodeId.Parse(text!));
    }

    [Fact]
    public void The_default_pid_is_nobody()
    {
        Pid none = default;
        Assert.True(none.IsNone);
        Assert.Null(none.Node);
        Assert.Equal("<none>", none.ToString());
        Assert.Equal(none, Pid.Parse("<none>"));
        Assert.Equal(none.GetHashCode(), default(Pid).GetHashCode());
        Assert.NotEqual(none, new Pid(new NodeId("a", 0), 1));
    }

    [Fact]
    public void Identities_are_equal_by_all_their_parts()
    {
        var node = new NodeId("a", 1);
        Assert.True(node == new NodeId("a", 1));
        Assert.Equal(node.GetHashCode(), new NodeId("a", 1).GetHashCode());
        Assert.True(node != new NodeId("a", 2));
        Assert.True(node != new NodeId("A", 1));
        Assert.False(node.Equals(null));
        Assert.True((NodeId?)null == null);

        var pid = new Pid(node, 1);
        Assert.True(pid == new Pid(new NodeId("a", 1), 1));
        Assert.Equal(pid.GetHashCode(), new Pid(new NodeId("a", 1), 1).GetHashCode());
        Assert.True(pid != new Pid(node, 2));
        Assert.True(pid != new Pid(new NodeId("a", 2), 1));
        Assert.False(pid.Equals((object)node));
    }

    [Fact]
    public void Parts_that_make_no_identity_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new Pid(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pid(new NodeId("a", 1), 0));
        Assert.Throws<ArgumentException>(() => new NodeId("", 1));
        Assert.Throws<ArgumentException>(() => new NodeId("a b", 1));
        Assert.Throws<ArgumentException>(() => new NodeId(new string('a', NodeId.MaxNameLength + 1), 1));
        Assert.Null(NodeId.ProblemWith(new string('a', NodeId.MaxNameLength)));
    }
}
