using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>Which overload a call binds to, above all with <c>new(…)</c>, which fits any type.</summary>
public sealed class OverloadTests
{
    [Theory]
    [InlineData("workers.Lookup(new(\"orders\", 1))", "Lookup(Workers.Key)")]
    [InlineData("workers.Lookup(new Workers.Key(\"orders\", 1))", "Lookup(Workers.Key)")]
    [InlineData("workers.Lookup(default)", "Lookup(Workers.Key)")]
    [InlineData("workers.Lookup(\"orders\", 1)", "Lookup(string, int)")]
    [InlineData("workers.Lookup(queue: \"orders\", shard: 1)", "Lookup(string, int)")]
    [InlineData("workers.Lookup(new('a', 3), 1)", "Lookup(string, int)")]
    [InlineData("workers.LookupLocal(\"orders\", 1)", "LookupLocal(string, int)")]
    [InlineData("workers.CountOf(new(\"orders\", 1))", "CountOf(Workers.Key)")]
    [InlineData("workers.CountOf(\"orders\", 1)", "CountOf(string, int)")]
    [InlineData("workers.Monitor(new(\"orders\", 1))", "Monitor(Workers.Key, MonitorOptions?)")]
    [InlineData("workers.Monitor(new(\"orders\", 1), new())", "Monitor(Workers.Key, MonitorOptions?)")]
    [InlineData("workers.Monitor(\"orders\", 1)", "Monitor(string, int, MonitorOptions?)")]
    [InlineData("workers.Register(new(\"orders\", 1), new(\"primary\", 0))", "Register(Workers.Key, Workers.Value)")]
    [InlineData("workers.Register(me, new(\"orders\", 1), new(\"primary\", 0))", "Register(LocalProcess, Workers.Key, Workers.Value)")]
    [InlineData("workers.Update(me, new(\"orders\", 1), new(\"primary\", 4))", "Update(LocalProcess, Workers.Key, Workers.Value)")]
    [InlineData("workers.Update(me, new(\"orders\", 1), v => v with { Load = 4 })", "Update(LocalProcess, Workers.Key, Func<Workers.Value, Workers.Value>)")]
    [InlineData("workers.Publish(new(\"orders\", 1), new(\"go\"))", "Publish(Workers.Key, Workers.Message, LocalProcess?)")]
    [InlineData("workers.Send(pid, new(\"go\"))", "Send(Pid, Workers.Message, LocalProcess?)")]
    [InlineData("unique.Send(pid, new(\"go\"), me)", "Send(Pid, Unique.Message, LocalProcess?)")]
    [InlineData("unique.Send(new(\"only\"), new(\"go\"))", "Send(Unique.Key, Unique.Message, LocalProcess?)")]
    [InlineData("unique.WhereIs(\"only\")", "WhereIs(string)")]
    [InlineData("unique.WhereIs(new(\"only\"))", "WhereIs(Unique.Key)")]
    [InlineData("unique.TryRegister(new(\"only\"), new(1), out _, out _)", "TryRegister(Unique.Key, Unique.Value, out Registration<Unique.Key, Unique.Value>, out Pid)")]
    [InlineData("unique.TryRegister(me, new(\"only\"), new(1), out _, out var holder)", "TryRegister(LocalProcess, Unique.Key, Unique.Value, out Registration<Unique.Key, Unique.Value>, out Pid)")]
    [InlineData("workers.Match(new(\"orders\", 1), new() { Role = \"primary\" })", "Match(Workers.Key, Workers.ValuePattern)")]
    [InlineData("workers.Match(new(\"orders\", 1), new Workers.Value(\"primary\", 0))", "Match(Workers.Key, Workers.ValuePattern)")]
    [InlineData("workers.Match(new(\"orders\", 1), new())", "Match(Workers.Key, Workers.ValuePattern)")]
    [InlineData("workers.Match(new(\"orders\", 1), default!)", "Match(Workers.Key, Workers.ValuePattern)")]
    [InlineData("workers.Match(new(\"orders\", 1), null!)", "Match(Workers.Key, Workers.ValuePattern)")]
    [InlineData("workers.Match(new(\"orders\", 1), v => v.Load > 3)", "Match(Workers.Key, Func<Workers.Value, bool>)")]
    [InlineData("workers.CountMatch(new(\"orders\", 1), new() { Load = { AtLeast = 3 } })", "CountMatch(Workers.Key, Workers.ValuePattern)")]
    [InlineData("workers.CountMatch(new(\"orders\", 1), v => v.Load > 3)", "CountMatch(Workers.Key, Func<Workers.Value, bool>)")]
    [InlineData("workers.Select()", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(null)", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(default)", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(new())", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(null, null, null)", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(new Workers.Key(\"orders\", 1))", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(new() { Queue = \"orders\" }, new() { Load = { AtLeast = 3, Below = 10 } })", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(new() { Queue = { OneOf = [\"a\", \"b\"] } }, process: pid)", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(value: new() { Load = 3 })", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(process: me.Pid)", "Select(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.Select(e => e.Value.Load > 1)", "Select(Func<Entry<Workers.Key, Workers.Value>, bool>)")]
    [InlineData("workers.Select(entry: e => true)", "Select(Func<Entry<Workers.Key, Workers.Value>, bool>)")]
    [InlineData("workers.CountSelect()", "CountSelect(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.CountSelect(new() { Shard = 1 })", "CountSelect(Workers.KeyPattern?, Workers.ValuePattern?, Pid?)")]
    [InlineData("workers.CountSelect(e => e.Key.Shard > 1)", "CountSelect(Func<Entry<Workers.Key, Workers.Value>, bool>)")]
    [InlineData("workers.UnregisterMatch(me, new(\"orders\", 1), v => v.Load > 3)", "UnregisterMatch(LocalProcess, Workers.Key, Func<Workers.Value, bool>)")]
    [InlineData("workers.UnregisterMatch(me, new(\"orders\", 1), new() { Load = { Above = 3 } })", "UnregisterMatch(LocalProcess, Workers.Key, Workers.ValuePattern)")]
    [InlineData("workers.UnregisterMatch(me, new(\"orders\", 1), null!)", "UnregisterMatch(LocalProcess, Workers.Key, Workers.ValuePattern)")]
    [InlineData("workers.Register([me, me], new(\"orders\", 1), new(\"a\", 0))", "Register(IEnumerable<LocalProcess>, Workers.Key, Workers.Value)")]
    [InlineData("workers.Register([], new(\"orders\", 1), new(\"a\", 0))", "Register(IEnumerable<LocalProcess>, Workers.Key, Workers.Value)")]
    [InlineData("workers.Register(new[] { me }, new(\"orders\", 1), new(\"a\", 0))", "Register(IEnumerable<LocalProcess>, Workers.Key, Workers.Value)")]
    [InlineData("workers.Register(null!, new(\"orders\", 1), new(\"a\", 0))", "Register(LocalProcess, Workers.Key, Workers.Value)")]
    [InlineData("workers.Unregister([me], new(\"orders\", 1))", "Unregister(IEnumerable<LocalProcess>, Workers.Key)")]
    [InlineData("workers.Unregister(me, new(\"orders\", 1))", "Unregister(LocalProcess, Workers.Key)")]
    [InlineData("workers.Unregister(null!, new(\"orders\", 1))", "Unregister(LocalProcess, Workers.Key)")]
    [InlineData("workers.UnregisterAll(new(\"orders\", 1))", "UnregisterAll(Workers.Key)")]
    [InlineData("workers.WaitForAsync(\"orders\", 1)", "WaitForAsync(string, int, CancellationToken)")]
    [InlineData("workers.WaitForAsync(\"orders\", 1, default)", "WaitForAsync(string, int, CancellationToken)")]
    [InlineData("workers.WaitForAsync(new(\"orders\", 1))", "WaitForAsync(Workers.Key, CancellationToken)")]
    [InlineData("workers.WaitForAsync(new(\"orders\", 1), default)", "WaitForAsync(Workers.Key, CancellationToken)")]
    [InlineData("workers.Start(new(\"orders\", 1), new(\"a\", 0), async process => await System.Threading.Tasks.Task.Yield())", "Start(Workers.Key, Workers.Value, Func<LocalProcess, Task>)")]
    [InlineData("workers.Dispatch(new(\"orders\", 1), members => { })", "Dispatch(Workers.Key, Action<Members<Workers.Value>>)")]
    [InlineData("unique.TryStart(new(\"only\"), new(1), async process => await System.Threading.Tasks.Task.Yield(), out _, out var holder)", "TryStart(Unique.Key, Unique.Value, Func<LocalProcess, Task>, out StartedProcess<Unique.Key, Unique.Value>?, out Pid)")]
    [InlineData("unique.Unregister([me], new(\"only\"))", "Unregister(IEnumerable<LocalProcess>, Unique.Key)")]
    [InlineData("unique.Select(new Unique.Key(\"only\"))", "Select(Unique.KeyPattern?, Unique.ValuePattern?, Pid?)")]
    [InlineData("silent.Select(new(), new())", "Select(Silent.KeyPattern?, Silent.ValuePattern?, Pid?)")]
    [InlineData("silent.Match(new(), new())", "Match(Silent.Key, Silent.ValuePattern)")]
    public void A_call_binds_to(string call, string overload)
    {
        var (run, method) = Bind(call);

        Assert.Equal("", run.Complaints());
        Assert.Equal(overload, method!.ToDisplayString(s_format));
    }

    [Theory]
    [InlineData("workers.WhereIs(\"orders\", 1)")]
    [InlineData("workers.TryRegister(me, new(\"orders\", 1), new(\"primary\", 0), out _, out _)")]
    [InlineData("workers.Send(new Workers.Key(\"orders\", 1), new(\"go\"))")]
    [InlineData("silent.Publish(new(), new())")]
    [InlineData("silent.Lookup()")]
    [InlineData("workers.TryStart(new(\"orders\", 1), new(\"a\", 0), async process => await System.Threading.Tasks.Task.Yield(), out _, out _)")]
    [InlineData("unique.Register([me], new(\"only\"), new(1))")]
    [InlineData("workers.Match(\"orders\", 1, new() { Load = 3 })")]
    [InlineData("workers.Match(new(\"orders\", 1))")]
    [InlineData("workers.Select(v => v.Load > 1)")]
    public void What_makes_sense_only_elsewhere_does_not_compile(string call)
    {
        var (run, method) = Bind(call);

        Assert.Null(method);
        Assert.NotEqual("", run.Complaints());
    }

    [Theory]
    [InlineData("workers.Select(new() { Load = 3 })", "CS0117")]
    [InlineData("workers.Select(new() { Queue = { AtLeast = 3 } })", "CS0029")]
    [InlineData("workers.Select(new() { Shard = { StartsWith = \"a\" } })", "CS0117")]
    [InlineData("workers.Select(new() { Shard = \"a\" })", "CS0029")]
    [InlineData("workers.Select(new() { Shard = 1.5 })", "CS0266")]
    [InlineData("workers.Match(new(\"orders\", 1), new() { Load = { OneOf = [1, \"a\"] } })", "CS0029")]
    public void A_pattern_has_the_members_and_the_types_of_its_record(string call, string id) =>
        Assert.Contains($" {id}: ", Assert.Single(Bind(call).Run.Complaints().Split('\n')), StringComparison.Ordinal);

    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.CSharpShortErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static (Generated Run, IMethodSymbol? Method) Bind(string call)
    {
        var run = Generated.From(Sources.Workers, $$"""
            using PgRegistry;

            namespace Shop;

            [RegistryScope(Keys = KeyMode.Unique)]
            public partial class Unique
            {
                public sealed record Key(string Name);
                public sealed record Value(int Load);
                public sealed record Message(string Text);
            }

            [RegistryScope]
            public partial class Silent
            {
                public readonly record struct Key;
                public readonly record struct Value;
            }

            static class Caller
            {
                static void Call(Workers workers, Unique unique, Silent silent, LocalProcess me, Pid pid)
                {
                    {{call}};
                }
            }
            """);
        var tree = run.Output.SyntaxTrees.ElementAt(1);
        var invocation = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        return (run, run.Output.GetSemanticModel(tree).GetSymbolInfo(invocation).Symbol as IMethodSymbol);
    }
}
