using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgRegistry.Generators.Caching;
using PgRegistry.Generators.Model;

namespace PgRegistry.Generators.Tests.Support;

/// <summary>
/// Sees what the memory of readings returns. From the steps of a driver it cannot be told, since these keep the model of the run before when the new
/// one is equal.
/// </summary>
internal sealed class ReadingProbe : IIncrementalGenerator
{
    private readonly List<ScopeReading?> _read = [];
    private GeneratorDriver _driver;

    public ReadingProbe() => _driver = CSharpGeneratorDriver.Create(this);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new ScopeMemory();
        var scopes = context.SyntaxProvider.CreateSyntaxProvider(static (node, _) => ScopeMemory.MayBeScope(node), (found, cancellation) =>
        {
            var model = memory.Read(found, cancellation);
            _read.Add(model);
            return model;
        });
        context.RegisterSourceOutput(scopes, static (_, _) => { });
    }

    /// <summary>The model of the only scope of a compilation.</summary>
    public ScopeReading? Read(CSharpCompilation compilation)
    {
        _read.Clear();
        _driver = _driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        return _read.Single();
    }
}
