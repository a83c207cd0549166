using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Model;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

public sealed class ModelRetentionTests
{
    [Fact]
    public void Nothing_that_a_step_keeps_reaches_a_symbol_a_tree_or_a_compilation()
    {
        var kept = Generated.From(Sources.Workers, Sources.Sessions, Sources.Rooms).Result.TrackedSteps
            .Where(step => TrackingNames.All.Contains(step.Key))
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Value.GetType())
            .Distinct()
            .ToList();

        Assert.Contains(typeof(ScopeModel), kept);
        Assert.All(kept, type => Assert.Empty(ModelGuard.Violations(type)));
    }

    // The guard itself must be able to fail: fields are declared as interfaces, and what they hold are internal classes.
    [Theory]
    [InlineData(typeof(Holds<IMethodSymbol>))]
    [InlineData(typeof(Holds<OwnSymbolHolder>))]
    [InlineData(typeof(Holds<Location>))]
    [InlineData(typeof(Holds<Compilation>))]
    [InlineData(typeof(Holds<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>))]
    [InlineData(typeof(Holds<SyntaxToken>))]
    [InlineData(typeof(Holds<List<ISymbol>>))]
    [InlineData(typeof(Holds<INamedTypeSymbol[]>))]
    [InlineData(typeof(Holds<object>))]
    [InlineData(typeof(Holds<Func<int>>))]
    [InlineData(typeof(Derived))]
    public void The_guard_finds_what_is_hidden(Type type) => Assert.NotEmpty(ModelGuard.Violations(type));

    [Fact]
    public void The_guard_finds_the_classes_that_the_compiler_really_makes()
    {
        var symbol = Generated.Compile("class C;").GetTypeByMetadataName("C")!;

        Assert.NotEmpty(ModelGuard.Violations(typeof(Holds<>).MakeGenericType(symbol.GetType())));
        Assert.NotEmpty(ModelGuard.Violations(typeof(Holds<>).MakeGenericType(symbol.Locations[0].GetType())));
    }

    private class Holds<T>(T item)
    {
        public T Item { get; } = item;
    }

    private sealed class OwnSymbolHolder(ISymbol symbol)
    {
        public ISymbol Symbol { get; } = symbol;
    }

    private sealed class Derived(Location location) : Holds<Location>(location);
}
