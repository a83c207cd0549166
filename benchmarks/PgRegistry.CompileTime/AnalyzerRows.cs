using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgRegistry.Analyzers;
using PgRegistry.Generators;

namespace PgRegistry.CompileTime;

/// <summary>All analyzers together: a build, and what an editor asks for after each edit, which is the edited file.</summary>
internal static class AnalyzerRows
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(ScopeAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static IEnumerable<Row> Measure(int scopes)
    {
        // To compile everything takes seconds, before which the just-in-time compiler's part is small.
        var (warmUps, repetitions) = (Math.Min(2, 100 / scopes), Math.Clamp(300 / scopes, 1, 9));
        var (compiler, all, other, same) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (compilerOther, compilerSame, dearest) = (new List<double>(), new List<double>(), new Dictionary<string, List<double>>(StringComparer.Ordinal));
        for (var i = -warmUps; i < repetitions; i++)
        {
            var project = Project.Of(scopes);
            var run = new GeneratorRun(new RegistryScopeGenerator());
            var first = run.Complete(project.Compilation);
            var editedElsewhere = run.Complete(project.EditOfAnotherFile(i + 3));
            var editedBeside = run.Complete(project.EditOfTheSameFile(i + 3));

            // Copies know nothing yet of what has been bound.
            Add(compiler, Clock.Milliseconds(() => first.Clone().GetDiagnostics()), i);
            Add(all, Clock.Milliseconds(() => Wait(With(first).GetAnalyzerDiagnosticsAsync())), i);
            Add(compilerOther, Clock.Milliseconds(() => Model(editedElsewhere.Clone(), Project.OrdinaryPath).GetDiagnostics()), i);
            Add(compilerSame, Clock.Milliseconds(() => Model(editedBeside.Clone(), Project.ScopePath).GetDiagnostics()), i);
            Add(other, AnalyzeFile(editedElsewhere, Project.OrdinaryPath, out var times), i);
            Add(same, AnalyzeFile(editedBeside, Project.ScopePath, out _), i);
            foreach (var (analyzer, time) in times)
            {
                if (!dearest.TryGetValue(analyzer, out var figures))
                {
                    dearest.Add(analyzer, figures = []);
                }

                Add(figures, time, i);
            }
        }

        yield return new Row("the compiler: all diagnostics", Clock.Median(compiler), 1);
        yield return new Row(string.Create(CultureInfo.InvariantCulture, $"{s_analyzers.Length} analyzers: everything, the compiler's work for it included"), Clock.Median(all), GeneratorRows.Ratio(all, compiler));
        yield return new Row("the compiler: diagnostics of an edited file without scopes", Clock.Median(compilerOther), GeneratorRows.Ratio(compilerOther, compiler));
        yield return new Row("analyzers: that file, the compiler's work for it included", Clock.Median(other), GeneratorRows.Ratio(other, all));
        yield return new Row("the compiler: diagnostics of a scope's edited file", Clock.Median(compilerSame), GeneratorRows.Ratio(compilerSame, compiler));
        yield return new Row("analyzers: that file, the compiler's work for it included", Clock.Median(same), GeneratorRows.Ratio(same, all));
        var (name, most) = dearest.Select(pair => (pair.Key, Clock.Median(pair.Value))).MaxBy(pair => pair.Item2);
        yield return new Row($"the dearest analyzer by itself, in a file without scopes: {name}", most, most / Clock.Median(other));

        static void Add(List<double> figures, double took, int repetition)
        {
            if (repetition >= 0)
            {
                figures.Add(took);
            }
        }
    }

    private static double AnalyzeFile(Compilation compilation, string path, out IReadOnlyList<(string Analyzer, double Milliseconds)> times)
    {
        var with = With(compilation);
        var model = Model(with.Compilation, path);
        var took = Clock.Milliseconds(() =>
        {
            Wait(with.GetAnalyzerSyntaxDiagnosticsAsync(model.SyntaxTree, CancellationToken.None));
            Wait(with.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None));
        });
        times = [.. s_analyzers.Select(analyzer => (analyzer.GetType().Name, Wait(with.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime.TotalMilliseconds))];
        return took;
    }

    // On one thread, so that the compiler's figures, which are of one, can be set beside.
    private static CompilationWithAnalyzers With(Compilation compilation) => compilation.Clone().WithAnalyzers(
        s_analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));

    private static SemanticModel Model(Compilation compilation, string path) =>
        compilation.GetSemanticModel(compilation.SyntaxTrees.Single(tree => tree.FilePath == path));

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
