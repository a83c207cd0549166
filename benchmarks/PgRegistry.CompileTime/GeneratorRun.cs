using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PgRegistry.CompileTime;

/// <summary>A driver, as an editor has one for each project.</summary>
internal sealed class GeneratorRun
{
    private GeneratorDriver _driver;

    /// <param name="generator">What it runs.</param>
    /// <param name="isTracked">Whether the steps can be asked for afterwards, which itself takes time.</param>
    public GeneratorRun(IIncrementalGenerator generator, bool isTracked = false) => _driver = CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()],
        parseOptions: Project.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, isTracked));

    /// <summary>How many files the last run emitted anew.</summary>
    public int Emitted => _driver.GetRunResult().Results.Single().TrackedOutputSteps.Values
        .SelectMany(steps => steps)
        .SelectMany(step => step.Outputs)
        .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

    /// <summary>Runs as an editor does, which puts what was generated into its compilation itself, and only what is new.</summary>
    public void Run(CSharpCompilation compilation) => _driver = _driver.RunGenerators(compilation);

    /// <summary>A compilation with what is generated for it.</summary>
    public Compilation Complete(CSharpCompilation compilation)
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return output;
    }
}
