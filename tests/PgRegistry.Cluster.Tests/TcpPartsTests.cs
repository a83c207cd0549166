using System.Net;
using PgRegistry.Cluster;

namespace PgRegistry.Tests;

public sealed class TcpPartsTests
{
    [Theory]
    [InlineData(null, "10.0.0.7:7946", "10.0.0.7:7946")]
    [InlineData("web-1.internal:80", "0.0.0.0:7946", "web-1.internal:80")]
    [InlineData(null, "0.0.0.0:7946", ":7946")]
    [InlineData(null, "[::]:7946", ":7946")]
    [InlineData(null, "[::1]:7946", "[::1]:7946")]
    [InlineData(null, null, null)]
    public void A_node_says_where_it_can_be_dialled(string? advertise, string? bound, string? said) =>
        Assert.Equal(said, TcpAddress.ForHello(advertise, bound is null ? null : IPEndPoint.Parse(bound)));

    [Theory]
    [InlineData(":7946", "10.0.0.9:55555", "10.0.0.9:7946")]
    [InlineData(":7946", "[::ffff:10.0.0.9]:55555", "10.0.0.9:7946")]
    [InlineData(":7946", "[fd00::1]:55555", "[fd00::1]:7946")]
    [InlineData("web-1.internal:80", "10.0.0.9:55555", "web-1.internal:80")]
    [InlineData(null, "10.0.0.9:55555", null)]
    public void A_port_alone_stands_for_the_address_of_the_connection(string? said, string remote, string? seen) =>
        Assert.Equal(seen, TcpAddress.AsSeen(said, IPEndPoint.Parse(remote)));

    [Fact]
    public void The_same_is_news_once_and_again_after_all_was_well()
    {
        var repetitions = new Repetitions();

        Assert.True(repetitions.IsNew("b", "wrong cookie"));
        Assert.False(repetitions.IsNew("b", "wrong cookie"));
        Assert.True(repetitions.IsNew("c", "wrong cookie"));
        Assert.True(repetitions.IsNew("b", "other cluster"));
        repetitions.Forget("b");
        Assert.True(repetitions.IsNew("b", "other cluster"));
    }

    [Fact]
    public void Subjects_are_bounded()
    {
        var repetitions = new Repetitions();
        for (var i = 0; i < 5000; i++)
        {
            Assert.True(repetitions.IsNew($"n{i}", "x"));
        }

        Assert.False(repetitions.IsNew("n4999", "x"));
        Assert.True(repetitions.IsNew("n0", "x"));
    }

    [Fact]
    public async Task The_pulse_beats_on_a_thread_of_its_own()
    {
        var beaten = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var beats = 0;
        using var pulse = new TcpPulse("test", TimeSpan.FromMilliseconds(5), TimeProvider.System, Beat);

        Assert.False(await beaten.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await pulse.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));

        void Beat()
        {
            if (++beats == 3)
            {
                beaten.SetResult(Thread.CurrentThread.IsThreadPoolThread);
            }
        }
    }

    [Fact]
    public async Task A_nudge_that_came_before_the_wait_counts()
    {
        var nudge = new TcpNudge();
        nudge.Set();

        await nudge.WaitAsync(TimeSpan.FromHours(1), TimeProvider.System, default).WaitAsync(TimeSpan.FromSeconds(30));
        await nudge.WaitAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, default).WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => nudge.WaitAsync(TimeSpan.FromHours(1), TimeProvider.System, new CancellationToken(canceled: true)));
    }
}
