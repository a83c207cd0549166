using PgRegistry.Fuzz.Targets;

namespace PgRegistry.Fuzz.Tests;

/// <summary>What was found once, as it was printed then.</summary>
public sealed class FoundBeforeTests
{
    /// <summary>An unsaid name, then the scope of unique keys, whose instance is 2 on both sides.</summary>
    private const string Introduced =
        "a000000003920301a00000003c9a0aa54e616d65730102cf0aeb72f76143b97cd9236b65792e4e616d6520737472696e670a76616c75652e56657273696f6e20696e74363400000000";

    [Theory]
    [InlineData(Introduced + "8000000005940c0202002000000019960b02020101c4119500ce03a070750191a5616c7068619102", "an entry in a far slot")]
    [InlineData(
        Introduced + "8000000005940c0202028000000027960d020200d30000000000000002c60000001400010291a5616c706861910101020291a16191020000000005940c0202010000000011960b02020202c4099500400391a1619102",
        "a log that goes back")]
    [InlineData("a00000000392030100000000149506a164af642e696e7465726e616c3a37393436", "addresses before what is malformed")]
    public void It_is_mended(string session, string what)
    {
        using var target = new SessionTarget();
        var finding = Finding.In(() => target.Run(Convert.FromHexString(session), new Tally()));
        Assert.True(finding is null, $"{what}: {finding?.Message}");
    }

    [Fact]
    public void An_instance_without_a_number_is_refused()
    {
        using var target = new SessionTarget();
        var tally = new Tally();
        const string Session = "a000000003920301200000003c9a0aa54e616d65730100cf0aeb72f76143b97cd9236b65792e4e616d6520737472696e670a76616c75652e56657273696f6e20696e74363400000000"
            + "0000000005940c0200020000000027960d020000d30000000000000002c60000001400010291a5616c706861910101020291a1619102";
        Assert.Null(Finding.In(() => target.Run(Convert.FromHexString(Session), tally)));
        Assert.Equal((1, 0), (tally.Refused, tally.Changing));
    }
}
