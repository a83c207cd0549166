namespace PgRegistry.Tests.Behaviour;

public sealed class LinkTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public async Task A_link_can_be_replaced(string one, string other)
    {
        using var logs = new Logs();
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await Nodes.StartAsync("a", network, logs);
        await using var b = await Nodes.StartAsync("b", network);
        network.Run();
        network.Replace(one, other);
        network.Run();
        Assert.Single(logs.Of(2));
    }
}
