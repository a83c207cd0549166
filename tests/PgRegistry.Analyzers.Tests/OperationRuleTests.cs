using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>Operations that only other scopes have.</summary>
public sealed class OperationRuleTests
{
    [Theory]
    [InlineData("workers.WhereIs(\"mail\");", "WhereIs", "unique keys; use Lookup, or LookupLocal, or declare the scope with Keys = KeyMode.Unique")]
    [InlineData("if (workers.TryRegister(me, new(\"mail\"), new(1), out _, out _)) { }", "TryRegister", "use Register, or")]
    [InlineData("workers.TryStart(new(\"mail\"), new(1), _ => Task.CompletedTask, out _, out _);", "TryStart", "use Start, or")]
    [InlineData("sessions.OpenInbox(me);", "OpenInbox", "messages; declare a nested record Message")]
    [InlineData("sessions.Send(pid, 1);", "Send", "declare a nested record Message")]
    [InlineData("sessions.Publish(new(\"ada\"), 1);", "Publish", "declare a nested record Message")]
    public Task An_operation_that_the_scope_does_not_have(string body, string at, string mentions) => Expect.OneAsync("PGR0020", at, mentions, Usage.Method(body));

    [Theory]
    [InlineData("sessions.WhereIs(\"ada\"); workers.Publish(new(\"mail\"), new(\"go\"));")]
    [InlineData("workers.Send(new(\"mail\"), new(\"go\"));")]
    [InlineData("workers.Nonsense(); node.WhereIs(1); new Lib().Send();")]
    [InlineData("workers.Scope.WhereIs(new(\"mail\"));")]
    public Task Other_operations_are_the_compilers_matter(string body) => Expect.NothingAsync(Usage.Method(body) + " public class Lib { public void Send() { } }");
}
