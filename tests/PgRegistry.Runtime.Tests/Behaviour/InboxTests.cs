using System.Threading.Channels;

namespace PgRegistry.Tests.Behaviour;

public sealed class InboxTests
{
    [Fact]
    public async Task Messages_arrive_with_their_sender_and_in_its_order()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        using var inbox = workers.OpenInbox(process);
        Assert.Equal(process.Pid, inbox.Owner);
        var senders = Enumerable.Range(0, 3).Select(_ => node.Spawn()).ToArray();
        const int Each = 300;
        await Nodes.TogetherAsync([.. senders.Select(sender => new Action(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                Assert.True(workers.Send(process.Pid, new Workers.Message($"{i}"), sender));
            }
        }))]);
        var next = senders.ToDictionary(sender => sender.Pid, _ => 0);
        for (var i = 0; i < Each * senders.Length; i++)
        {
            var (sender, message) = await inbox.ReceiveAsync(Deadline.Token());
            Assert.Equal($"{next[sender]++}", message.Text);
        }

        Assert.False(inbox.TryReceive(out _));
        Assert.True(workers.Send(process.Pid, new Workers.Message("anonymous")));
        Assert.True(inbox.TryReceive(out var last));
        Assert.True(last.Sender.IsNone);
    }

    [Fact]
    public async Task What_does_not_fit_is_dropped_and_counted()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        using var inbox = workers.OpenInbox(process, new InboxOptions { Capacity = 2 });
        Assert.True(workers.Send(process.Pid, new("1")));
        Assert.True(workers.Send(process.Pid, new("2")));
        Assert.False(workers.Send(process.Pid, new("3")));
        Assert.False(workers.Send(process.Pid, new("4")));
        Assert.Equal((2, 2L), (inbox.Count, inbox.Dropped));
        Assert.True(inbox.TryReceive(out var first));
        Assert.Equal("1", first.Message.Text);
        Assert.True(workers.Send(process.Pid, new("5")));
        Assert.Equal(["2", "5"], Drain(inbox));
        Assert.Equal(2, inbox.Dropped);
        Assert.Throws<ArgumentOutOfRangeException>(() => workers.OpenInbox(node.Spawn(), new InboxOptions { Capacity = 0 }));
    }

    [Fact]
    public async Task Who_has_no_inbox_gets_nothing()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var sessions = node.Open<Sessions>();
        using var process = node.Spawn();
        Assert.False(workers.Send(process.Pid, new("x")));
        Assert.False(workers.Send(default, new Workers.Message("x")));
        Assert.False(workers.Send(new Pid(node.Id, 12345), new("x")));
        Assert.False(workers.Send(new Pid(new NodeId("z", 1), 1), new("x")));

        // An inbox belongs to one scope.
        using var inbox = workers.OpenInbox(process);
        Assert.False(sessions.Send(process.Pid, new Sessions.Message("x")));
        Assert.True(workers.Send(process.Pid, new("x")));
    }

    [Fact]
    public async Task A_second_inbox_is_refused_until_the_first_is_disposed()
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        using var process = node.Spawn();
        var first = workers.OpenInbox(process);
        var refused = Assert.Throws<InvalidOperationException>(() => workers.OpenInbox(process));
        Assert.Contains(process.ToString(), refused.Message, StringComparison.Ordinal);
        workers.Send(process.Pid, new("1"));
        first.Dispose();
        first.Dispose();
        Assert.False(workers.Send(process.Pid, new("2")));
        Assert.Equal(["1"], Drain(first));
        await Assert.ThrowsAnyAsync<ChannelClosedException>(() => first.ReceiveAsync(Deadline.Token()).AsTask());

        using var second = workers.OpenInbox(process);
        Assert.True(workers.Send(process.Pid, new("3")));
        Assert.Equal(["3"], Drain(second));
    }

    internal static List<string> Drain(Inbox<Workers.Message> inbox)
    {
        var messages = new List<string>();
        while (inbox.TryReceive(out var envelope))
        {
            messages.Add(envelope.Message.Text);
        }

        return messages;
    }
}
