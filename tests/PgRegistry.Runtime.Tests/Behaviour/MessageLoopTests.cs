namespace PgRegistry.Tests.Behaviour;

public sealed class MessageLoopTests
{
    [Theory]
    [InlineData("process")]
    [InlineData("scope")]
    [InlineData("node")]
    [InlineData("inbox")]
    public async Task A_message_loop_takes_what_waits_and_ends_with(string what)
    {
        await using var node = await Nodes.StartAsync();
        var workers = node.Open<Workers>();
        var process = node.Spawn();
        var inbox = workers.OpenInbox(process);
        workers.Send(process.Pid, new("1"));
        workers.Send(process.Pid, new("2"));
        var hasBegun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var loop = LoopAsync();
        await hasBegun.Task.WaitAsync(Deadline.Token());
        switch (what)
        {
            case "process":
                process.Dispose();
                break;
            case "scope":
                await workers.DisposeAsync();
                break;
            case "node":
                await node.DisposeAsync();
                break;
            default:
                inbox.Dispose();
                break;
        }

        goOn.SetResult();
        Assert.Equal(["1", "2"], await loop.WaitAsync(Deadline.Token()));

        async Task<List<string>> LoopAsync()
        {
            var seen = new List<string>();
            await foreach (var (_, message) in inbox)
            {
                seen.Add(message.Text);
                hasBegun.TrySetResult();
                await goOn.Task;
            }

            return seen;
        }
    }
}
