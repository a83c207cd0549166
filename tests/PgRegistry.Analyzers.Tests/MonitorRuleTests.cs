using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>Monitors and inboxes that nobody disposes.</summary>
public sealed class MonitorRuleTests
{
    [Theory]
    [InlineData("{0};")]
    [InlineData("_ = {0};")]
    [InlineData("var watch = {0};")]
    [InlineData("var watch = {0}; await foreach (var change in watch) { }")]
    [InlineData("ScopeMonitor<Workers.Key, Workers.Value> watch; watch = {0}; Take(watch.Snapshot);")]
    [InlineData("var watch = {0}; await foreach (var change in watch.WithCancellation(stopping).ConfigureAwait(false)) { }")]
    [InlineData("await foreach (var change in {0}) { }")]
    [InlineData("await foreach (var change in {0}.WithCancellation(stopping)) { }")]
    [InlineData("Take({0}.Snapshot);")]
    public async Task A_monitor_that_is_never_disposed(string body)
    {
        foreach (var call in (string[])["workers.MonitorScope()", "workers.Monitor(\"mail\")", "workers.Scope.MonitorScope()"])
        {
            await Expect.OneAsync("PGR0018", call, "collected for it until the scope closes", Usage.Method(body.Replace("{0}", call, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("using var watch = {0};")]
    [InlineData("await using var watch = {0}; await foreach (var change in watch.WithCancellation(stopping)) { }")]
    [InlineData("await using (var watch = {0}) { }")]
    [InlineData("using ({0}) { }")]
    [InlineData("var watch = {0}; using (watch) { }")]
    [InlineData("var watch = {0}; await using (watch.ConfigureAwait(false)) { }")]
    [InlineData("var watch = {0}; try { } finally { watch.Dispose(); }")]
    [InlineData("var watch = {0}; stopping.Register(() => watch.Dispose());")]
    [InlineData("var watch = {0}; watch?.Dispose();")]
    [InlineData("var watch = {0}; await watch.DisposeAsync();")]
    [InlineData("var watch = {0}; Take(watch);")]
    [InlineData("var watch = {0}; var other = watch; other.Dispose();")]
    [InlineData("Take({0});")]
    [InlineData("_field = {0};")]
    [InlineData("var watch = {0}; _field = watch;")]
    [InlineData("var all = new List<object> { {0} };")]
    [InlineData("Func<object> open = () => {0};")]
    [InlineData("var watch = {0}; Take((1, watch));")]
    public Task A_monitor_that_somebody_may_dispose_is_fine(string body) =>
        Expect.NothingAsync(Usage.Method(body.Replace("{0}", "workers.MonitorScope()", StringComparison.Ordinal)));

    [Fact]
    public Task A_monitor_that_is_returned_is_fine() =>
        Expect.NothingAsync(Usage.Method("var watch = workers.MonitorScope(); return watch;", modifiers: "", returns: "object"));

    [Theory]
    [InlineData("{0};")]
    [InlineData("_ = {0};")]
    [InlineData("var inbox = {0};")]
    public Task An_inbox_that_nobody_reads(string body) =>
        Expect.OneAsync("PGR0018", "workers.OpenInbox(me)", "messages that nobody receives", Usage.Method(body.Replace("{0}", "workers.OpenInbox(me)", StringComparison.Ordinal)));

    [Theory]
    [InlineData("using var inbox = workers.OpenInbox(me);")]
    [InlineData("await foreach (var (sender, message) in workers.OpenInbox(me)) { }")]
    [InlineData("var inbox = workers.OpenInbox(me); await inbox.ReceiveAsync(stopping);")]
    [InlineData("await workers.OpenInbox(me).ReceiveAsync(stopping);")]
    public Task An_inbox_that_is_read_may_end_with_its_process(string body) => Expect.NothingAsync(Usage.Method(body));
}
