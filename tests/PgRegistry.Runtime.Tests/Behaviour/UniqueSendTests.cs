namespace PgRegistry.Tests.Behaviour;

public sealed class UniqueSendTests
{
    private static readonly Sessions.Key Ann = new("ann");

    [Fact]
    public async Task A_message_goes_to_this_nodes_holder_else_to_that_of_the_first_node_by_name()
    {
        var network = InMemoryNetwork.StepByStep(1);
        var nodes = new List<RegistryNode>();
        foreach (var name in new[] { "c", "B", "a" })
        {
            nodes.Add(await Nodes.StartAsync(name, network));
        }

        var scopes = nodes.Select(node => node.Open<Sessions>()).ToArray();
        network.Run();
        Assert.Null(scopes[0].Send(Ann, new Sessions.Message("nobody")));

        var processes = new LocalProcess[3];
        var inboxes = new Inbox<Sessions.Message>[3];
        for (var i = 1; i < 3; i++)
        {
            processes[i] = nodes[i].Spawn();
            inboxes[i] = scopes[i].OpenInbox(processes[i]);
            scopes[i].Register(processes[i], Ann, new("phone", i));
        }

        network.Run();
        Assert.Equal(processes[1].Pid, scopes[0].Send(Ann, new Sessions.Message("ordinally B is before a")));
        Assert.Equal(processes[2].Pid, scopes[2].Send(Ann, new Sessions.Message("its own"), processes[2]));

        processes[0] = nodes[0].Spawn();
        inboxes[0] = scopes[0].OpenInbox(processes[0]);
        scopes[0].Register(processes[0], Ann, new("phone", 0));
        Assert.Equal(processes[0].Pid, scopes[0].Send(Ann, new Sessions.Message("now its own")));
        network.Run();
        Assert.Equal(["now its own"], Texts(inboxes[0]));
        Assert.Equal(["ordinally B is before a"], Texts(inboxes[1]));
        Assert.Equal(["its own"], Texts(inboxes[2]));

        inboxes[0].Dispose();
        Assert.Null(scopes[0].Send(Ann, new Sessions.Message("a holder without an inbox")));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static List<string> Texts(Inbox<Sessions.Message> inbox)
    {
        var texts = new List<string>();
        while (inbox.TryReceive(out var envelope))
        {
            texts.Add(envelope.Message.Text);
        }

        return texts;
    }
}
