using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>What a listener must not do.</summary>
public sealed class ListenerUsageRuleTests
{
    [Theory]
    [InlineData("Task.Delay(1).Wait()", "Task.Wait")]
    [InlineData("Task.WaitAll(Task.CompletedTask)", "Task.WaitAll")]
    [InlineData("Task.Delay(1).GetAwaiter().GetResult()", "TaskAwaiter.GetResult")]
    [InlineData("Task.Delay(1).ConfigureAwait(false).GetAwaiter().GetResult()", "ConfiguredTaskAwaiter.GetResult")]
    [InlineData("new ValueTask<int>(1).GetAwaiter().GetResult()", "ValueTaskAwaiter.GetResult")]
    [InlineData("Thread.Sleep(10)", "Thread.Sleep")]
    [InlineData("new SemaphoreSlim(1).Wait()", "SemaphoreSlim.Wait")]
    [InlineData("new ManualResetEvent(false).WaitOne()", "WaitHandle.WaitOne")]
    public Task Waiting(string call, string name) => Expect.OneAsync("PGR0017", call, $"'{name}' blocks the listener 'Audit'", Usage.Listener(call + ";"));

    [Theory]
    [InlineData("Task.FromResult(1).Result")]
    [InlineData("new ValueTask<int>(1).Result")]
    public Task Waiting_for_a_result(string expression) => Expect.OneAsync("PGR0017", expression, "write to a channel", Usage.Listener($"var result = {expression};"));

    [Fact]
    public Task Waiting_in_the_other_methods() => Expect.OneAsync(
        "PGR0017", "Thread.Sleep(1)", "Thread.Sleep", Usage.Listener("", more: "void IRegistryListener<Workers, Workers.Key, Workers.Value>.Resynced(IReadOnlyList<Entry<Workers.Key, Workers.Value>> entries) => Thread.Sleep(1);"));

    [Theory]
    [InlineData("Thread.Sleep(0); new SemaphoreSlim(1).Wait(0);")]
    [InlineData("_ = Task.Run(() => Thread.Sleep(1)); void Later() => Thread.Sleep(1); _ = new Thread(Later);")]
    [InlineData("lock (this) { }")]
    [InlineData("new Envelope().Wait(); _ = new Envelope().Result;")]
    public Task What_does_not_wait_is_fine(string body) =>
        Expect.NothingAsync(Usage.Listener(body, more: "private sealed class Envelope { public int Result => 1; public void Wait() { } }"));

    [Fact]
    public Task Other_methods_may_wait() =>
        Expect.NothingAsync(Usage.Listener("", more: "public void Registered() => Thread.Sleep(1); private class Inner { public void Registered(Workers.Key key, Pid pid, Workers.Value value) => Thread.Sleep(1); }"));

    [Fact]
    public Task A_method_that_is_async() =>
        Expect.OneAsync("PGR0019", "Registered", "'Audit.Registered' is async void", Usage.Listener("await Task.Yield();", "async"));

    [Fact]
    public Task Other_methods_may_be_async() =>
        Expect.NothingAsync(Usage.Listener("_ = RegisteredAsync();", more: "private async Task RegisteredAsync() => await Task.Yield();"));
}
