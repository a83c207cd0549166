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
    [InlineData("unique.TryRegister(new(\"only\"), new(1), out _, out _)", "TryRegister(Unique.Key, Unique.Value, out Registration<Unique.Key, Unique.Value>?, out Pid)")]
    [InlineData("unique.TryRegister(me, new(\"only\"), new(1), out _, out var holder)", "TryRegister(LocalProcess, Unique.Key, Unique.Value, out Registration<Unique.Key, Unique.Value>?, out Pid)")]
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
    public void What_makes_sense_only_elsewhere_does_not_compile(string call)
    {
        var (run, method) = Bind(call);

        Assert.Null(method);
        Assert.NotEqual("", run.Complaints());
    }

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
