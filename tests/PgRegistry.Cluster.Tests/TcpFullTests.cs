using PgRegistry.Cluster;
using PgRegistry.TestKit;

namespace PgRegistry.Tests;

/// <summary>Takes all threads of the pool, so it runs beside nothing else.</summary>
[Collection(nameof(TcpStarvationTests))]
public sealed class TcpFullTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_whose_socket_is_full_goes_on_without_the_pool(bool overTls)
    {
        using var authority = new TlsAuthority();
        await using var pair = await TcpPair.StartAsync(optionsFor: overTls ? authority.Options : null);
        await using var atB = new TcpWatch(pair.OnB);
        using var isReading = new ManualResetEventSlim(initialState: true);
        pair.AfterFrameOfA += _ => isReading.Wait(Deadline.Length);
        pair.Step();
        isReading.Reset();
        var connection = ((TcpMesh)pair.A.Network!).Connections.Single();
        var payload = new byte[64 << 10];
        while (!connection.IsFull)
        {
            pair.A.Core.SendMessage(pair.B.Id, 1, [1], 0, payload);
        }

        using var registration = pair.OnA.Register(new("a", 1), new(1));
        var wasStarved = await StarvedPool.RunAsync(() =>
        {
            isReading.Set();
            for (var i = 0; i < 4 * TcpPair.TimeoutSteps; i++)
            {
                pair.Step();
            }
        }).WaitAsync(2 * Deadline.Length);

        Assert.True(wasStarved, "the pool was not starved");
        Assert.Equal(["Joined a1"], await atB.UntilAsync("Joined a1"));
        Assert.True(pair.IsTheFirstLink);
    }
}
