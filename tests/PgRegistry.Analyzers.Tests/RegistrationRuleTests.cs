using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>Results of registering that are lost.</summary>
public sealed class RegistrationRuleTests
{
    [Theory]
    [InlineData("workers.Register(new(\"mail\"), new(1))", "{0};")]
    [InlineData("workers.Scope.Register(new(\"mail\"), new(1))", "{0};")]
    [InlineData("workers.Register(new(\"mail\"), new(1))", "var mine = {0};")]
    [InlineData("workers.Register(new(\"mail\"), new(1))", "Action later = () => {0};")]
    public Task A_registration_with_a_process_of_its_own_that_nothing_keeps(string call, string statement) =>
        Expect.OneAsync("PGR0016", call, "keep it in a using declaration", Usage.Method(statement.Replace("{0}", call, StringComparison.Ordinal)));

    [Theory]
    [InlineData("workers.Register(me, new(\"mail\"), new(1));")]
    [InlineData("workers.Register([me], new(\"mail\"), new(1));")]
    [InlineData("workers.Start(new(\"mail\"), new(1), _ => Task.CompletedTask);")]
    [InlineData("_ = workers.Register(new(\"mail\"), new(1));")]
    [InlineData("using var mine = workers.Register(new(\"mail\"), new(1));")]
    [InlineData("using (workers.Register(new(\"mail\"), new(1))) { }")]
    [InlineData("var mine = workers.Register(new(\"mail\"), new(1)); mine.Update(new Workers.Value(2));")]
    [InlineData("Take(workers.Register(new(\"mail\"), new(1)));")]
    [InlineData("Func<object> later = () => workers.Register(new(\"mail\"), new(1));")]
    [InlineData("Register(1);  static Registration<int, int> Register(int key) => default;")]
    public Task A_registration_that_is_kept_or_has_a_process_is_fine(string body) => Expect.NothingAsync(Usage.Method(body));

    [Theory]
    [InlineData("sessions.TryRegister(new(\"ada\"), new(1), out var mine, out var holder)", "'Register', which throws")]
    [InlineData("sessions.TryRegister(me, new(\"ada\"), new(1), out _, out _)", "'Register', which throws")]
    [InlineData("sessions.Scope.TryRegister(me, new(\"ada\"), new(1), out _, out _)", "'Register', which throws")]
    [InlineData("sessions.TryStart(new(\"ada\"), new(1), _ => Task.CompletedTask, out var mine, out _)", "'Start', which throws")]
    public Task A_try_whose_result_is_ignored(string call, string mentions) => Expect.OneAsync("PGR0015", call, mentions, Usage.Method(call + ";"));

    [Theory]
    [InlineData("if (!sessions.TryRegister(me, new(\"ada\"), new(1), out _, out _)) { return; }")]
    [InlineData("var registered = sessions.TryRegister(me, new(\"ada\"), new(1), out _, out _);")]
    [InlineData("_ = sessions.TryRegister(me, new(\"ada\"), new(1), out _, out _);")]
    [InlineData("workers.Metadata.TryGet<int>(\"x\", out _);")]
    public Task A_try_whose_result_is_used_is_fine(string body) => Expect.NothingAsync(Usage.Method(body));
}
