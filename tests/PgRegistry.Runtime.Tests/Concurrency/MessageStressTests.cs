namespace PgRegistry.Tests.Concurrency;

/// <summary>Several senders to one inbox, from this node and the other: in order for each, and what was dropped is counted to the last message.</summary>
public sealed class MessageStressTests
{
    private const int Senders = 4;
    private const int Each = 4000;

    [Theory]
    [InlineData(1, 16)]
    [InlineData(2, 16)]
    [InlineData(2, 1_000_000)]
    public Task Sent_is_received_and_dropped(int nodes, int capacity) => Stress.ForEachSeedAsync(async seed =>
    {
        await using var pair = await StressPair.StartAsync(nodes);
        var receiver = pair.Nodes[0].Spawn();
        using var inbox = pair.Scopes[0].OpenInbox(receiver, new InboxOptions { Capacity = capacity });
        using var finished = pair.Scopes[0].OpenInbox(pair.Nodes[0].Spawn());
        var refused = new int[Senders];
        var receiving = Task.Run(() => ReceiveAsync(inbox));
        await Stress.TogetherAsync(
            seed,
            Enumerable.Range(0, Senders).Select(sender => new Action<Random>(_ =>
            {
                var scope = pair.Scopes[sender % nodes];
                var from = pair.Nodes[sender % nodes].Spawn();
                for (var i = 0; i < Each; i++)
                {
                    refused[sender] += scope.Send(receiver.Pid, new Stamped.Message(sender, i), from) ? 0 : 1;
                }

                Assert.True(scope.Send(finished.Owner, new Stamped.Message(sender, Each), from), "there is room for the last one");
            })));

        // What a node sends arrives in order, so when this is here all before it was as well.
        for (var i = 0; i < Senders; i++)
        {
            await finished.ReceiveAsync(Deadline.Token());
        }

        inbox.Dispose();
        var received = await receiving.WaitAsync(Deadline.Token());
        Assert.Equal(Senders * Each, received.Sum() + inbox.Dropped);
        Assert.Equal(inbox.Dropped, pair.Scopes[0].Scope.UndeliveredMessages);
        for (var sender = 0; sender < Senders; sender++)
        {
            if (sender % nodes == 0)
            {
                // Whoever sends on the inbox's own node is told.
                Assert.Equal(Each, received[sender] + refused[sender]);
            }
            else
            {
                Assert.Equal(0, refused[sender]);
            }
        }

        Assert.All(pair.Nodes, node => Assert.Equal(0, node.DroppedMessages));
        Assert.True(capacity < Senders * Each || inbox.Dropped == 0, $"{inbox.Dropped} dropped where there was room");
    });

    /// <summary>How many came of each sender, always later ones.</summary>
    private static async Task<int[]> ReceiveAsync(Inbox<Stamped.Message> inbox)
    {
        var received = new int[Senders];
        var last = new int[Senders];
        var pids = new Pid[Senders];
        Array.Fill(last, -1);
        await foreach (var (pid, message) in inbox.WithCancellation(Deadline.Token()))
        {
            Assert.True(message.Number > last[message.Sender], $"{message} after {last[message.Sender]}");
            Assert.True(received[message.Sender]++ == 0 || pids[message.Sender] == pid, $"{message} is of {pid}");
            (last[message.Sender], pids[message.Sender]) = (message.Number, pid);
        }

        return received;
    }
}
