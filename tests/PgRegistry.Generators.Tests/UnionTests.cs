using PgRegistry.Generators.Tests.Scopes;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.Wire;

namespace PgRegistry.Generators.Tests;

/// <summary>Messages that are one of several records.</summary>
public sealed class UnionTests
{
    private static readonly Guid s_id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly IWireFormatter<Rooms.Message> s_messages = Formatters.Of<Rooms.Message>(typeof(Rooms), "MessageUnionFormatter");
    private static readonly IWireFormatter<Notes.Message> s_notes = Formatters.Of<Notes.Message>(typeof(Notes), "MessageUnionFormatter");

    private static readonly Rooms.Message[] s_cases =
    [
        new Rooms.Message.Changes.Closed(s_id, "me"),
        new Rooms.Message.Changes.Renamed(s_id, "me", new("new name")) { Trace = "inherited twice" },
        new Rooms.Message.Closed(s_id),
        new Rooms.Message.Moved(s_id, new("Main", new(1, null)), 7),
        new Rooms.Message.Said(s_id, "hello", 4) { Trace = "inherited" },
    ];

    private static readonly Notes.Message[] s_noteCases =
    [
        new("plain"),
        new Notes.Message.Reply("reply", new("plain")),
        new Notes.Message.Reply.Late("late", new("plain"), 3),
    ];

    [Fact]
    public async Task Every_case_goes_from_node_to_node()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network }, TestContext.Current.CancellationToken);
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network }, TestContext.Current.CancellationToken);
        await using var sender = a.Open<Rooms>();
        await using var receiver = b.Open<Rooms>();
        using var process = b.Spawn();
        using var inbox = receiver.OpenInbox(process);
        using var registration = receiver.Register(process, new("hall"), new("talk"));
        network.Run();

        foreach (var message in s_cases)
        {
            Assert.True(sender.Send(process.Pid, message));
            Assert.Equal(1, sender.Publish(new("hall"), message));
        }

        network.Run();
        foreach (var message in s_cases)
        {
            Assert.Equal(message, Receive(inbox));
            Assert.Equal(message, Receive(inbox));
        }

        Assert.Equal(0, inbox.Count);
    }

    [Fact]
    public async Task A_message_that_is_a_case_of_itself_goes_from_node_to_node()
    {
        var network = InMemoryNetwork.StepByStep(1);
        await using var a = await RegistryNode.StartAsync(new() { Name = "a", Network = network }, TestContext.Current.CancellationToken);
        await using var b = await RegistryNode.StartAsync(new() { Name = "b", Network = network }, TestContext.Current.CancellationToken);
        await using var sender = a.Open<Notes>();
        await using var receiver = b.Open<Notes>();
        using var process = b.Spawn();
        using var inbox = receiver.OpenInbox(process);
        using var registration = receiver.Register(process, new("desk"), new(new Notes.Message.Reply("reply", new("plain"))));
        network.Run();

        Assert.All(s_noteCases, message => Assert.True(sender.Send(process.Pid, message)));
        network.Run();

        Assert.All(s_noteCases, message => Assert.Equal(message, Receive(inbox)));
        Assert.Equal(new Notes.Message.Reply("reply", new("plain")), Assert.Single(sender.Lookup("desk")).Value.Last);
    }

    [Fact]
    public void The_receiver_tells_cases_apart() => Assert.Equal(
        "closed by me, renamed to new name, closed, moved, said hello",
        string.Join(", ", s_cases.Select(message => Formatters.RoundTrip(s_messages, message) switch
        {
            Rooms.Message.Changes.Closed closed => "closed by " + closed.By,
            Rooms.Message.Changes.Renamed renamed => "renamed to " + renamed.Name.Text,
            Rooms.Message.Closed => "closed",
            Rooms.Message.Moved => "moved",
            Rooms.Message.Said said => "said " + said.Text,
            var other => other.ToString(),
        })));

    [Fact]
    public void A_case_is_an_array_of_the_number_of_its_name_and_its_members()
    {
        Assert.Equal([0x92, .. NumberOf("Message"), 0x91, 0xa1, (byte)'t'], Formatters.Write(s_notes, new("t")));
        Assert.Equal([0x92, .. NumberOf("Reply.Late"), 0x93, 0xa1, (byte)'t', 0x91, 0xa1, (byte)'m', 5], Formatters.Write(s_notes, new Notes.Message.Reply.Late("t", new("m"), 5)));
    }

    [Fact]
    public async Task What_is_no_case_is_refused_at_the_caller()
    {
        await using var node = await RegistryNode.StartAsync(new() { Name = "union" }, TestContext.Current.CancellationToken);
        await using var rooms = node.Open<Rooms>();
        await using var notes = node.Open<Notes>();
        using var process = node.Spawn();
        using var inbox = rooms.OpenInbox(process);
        using var registration = rooms.Register(process, new("hall"), new("talk"));

        AssertRefused<Stray, Rooms>(() => rooms.Send(process.Pid, new Stray(s_id)));
        AssertRefused<Stray, Rooms>(() => rooms.Publish(new("hall"), new Stray(s_id)));
        AssertRefused<Relocated, Rooms>(() => rooms.Send(process.Pid, new Relocated(s_id, new("Main", default))));
        AssertRefused<Scribble, Notes>(() => notes.Send(process.Pid, new Scribble("s")));
        Assert.Throws<ArgumentNullException>(() => rooms.Send(process.Pid, null!));
        Assert.Equal(0, inbox.Count);
    }

    [Fact]
    public void A_member_of_the_type_of_a_case_is_that_case_exactly()
    {
        Assert.Throws<ArgumentException>(() => Formatters.Write(s_notes, new Notes.Message.Reply("r", new Notes.Message.Reply("s", new("t")))));
        Assert.Throws<ArgumentNullException>(() => Formatters.Write(s_notes, new Notes.Message.Reply("r", null!)));
    }

    [Theory]
    [InlineData(new byte[] { 0x92, 5, 0x90 }, "no case with the number 5")]
    [InlineData(new byte[] { 0x92, 0xff, 0x90 }, "")]
    [InlineData(new byte[] { 0x92, 0xce, 0xff, 0xff, 0xff, 0xff, 0x90 }, "")]
    [InlineData(new byte[] { 0x92, 0xa1, 0x30, 0x90 }, "")]
    [InlineData(new byte[] { 0x92, 0xc0, 0x90 }, "")]
    [InlineData(new byte[] { 0x92, 2 }, "")]
    [InlineData(new byte[] { 0x93, 2, 0x90, 0x90 }, "Rooms.Message")]
    [InlineData(new byte[] { 0x90 }, "Rooms.Message")]
    [InlineData(new byte[] { 0xc0 }, "")]
    public void What_no_peer_with_this_schema_sends_is_a_format_exception(byte[] bytes, string mentions)
    {
        var error = Assert.Throws<WireFormatException>(() => Formatters.Read(s_messages, bytes));

        Assert.Contains(mentions, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_lacks_members_is_a_format_exception()
    {
        var error = Assert.Throws<WireFormatException>(() => Formatters.Read(s_messages, [0x92, .. NumberOf("Closed"), 0x90]));

        Assert.Contains("Rooms.Message.Closed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_bytes_raise_nothing_but_format_exceptions()
    {
        foreach (var whole in s_cases.Select(message => Formatters.Write(s_messages, message)))
        {
            for (var i = 0; i < whole.Length; i++)
            {
                var cut = whole[..i];
                Assert.Throws<WireFormatException>(() => Formatters.Read(s_messages, cut));

                foreach (var code in new byte[] { 0x00, 0x03, 0x7f, 0x90, 0xc0, 0xc1, 0xdd, 0xff })
                {
                    var damaged = whole.ToArray();
                    damaged[i] = code;
                    var error = Record.Exception(() =>
                    {
                        var reader = new MessagePackReader(damaged);
                        return s_messages.Read(ref reader);
                    });
                    Assert.True(error is null or WireFormatException, $"Byte {i} as {code:x2}: {error}");
                }
            }
        }
    }

    private static byte[] NumberOf(string name)
    {
        var number = name.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);
        return [0xce, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
    }

    private static void AssertRefused<TMessage, TScope>(Func<object?> send)
    {
        var error = Assert.Throws<ArgumentException>(send);
        Assert.Contains(typeof(TMessage).FullName!, error.Message, StringComparison.Ordinal);
        Assert.Contains($"declare it nested in {typeof(TScope).Name}.Message", error.Message, StringComparison.Ordinal);
    }

    private static T Receive<T>(Inbox<T> inbox)
    {
        Assert.True(inbox.TryReceive(out var envelope), "No message came.");
        return envelope.Message;
    }
}
