using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgRegistry.Generators;

namespace PgRegistry.CompileTime;

/// <summary>The generator's first run, and its run after each kind of edit.</summary>
internal static class GeneratorRows
{
    private const double MaxRatio = 0.05;

    // A driver alone takes so long, whatever it runs, that with a scope or two it is more than a twentieth of a first run.
    private const double AlwaysAllowed = 0.5;

    public static IEnumerable<Row> Measure(int scopes, int repetitions)
    {
        // Short work is done several times over, in as many drivers: once is too short for a figure.
        var batch = Math.Max(1, 50 / scopes);
        var first = new List<double>();
        var edits = new (string Name, bool IsUnrelated, Func<Project, int, CSharpCompilation> Edit, List<double> Figures)[]
        {
            ("after an edit in a file without scopes", true, (project, i) => project.EditOfAnotherFile(i), []),
            ("after an edit in a scope's file, beside it", true, (project, i) => project.EditOfTheSameFile(i), []),
            ("after an edit of one scope", false, (project, _) => project.EditOfAScope(), []),
        };
        var empty = new List<double>();

        // The first repetitions are the just-in-time compiler's.
        for (var i = -2; i < repetitions; i++)
        {
            var projects = Enumerable.Range(0, batch).Select(_ => Project.Of(scopes)).ToList();
            var runs = projects.ConvertAll(_ => new GeneratorRun(new RegistryScopeGenerator()));
            var controls = projects.ConvertAll(_ => new GeneratorRun(new EmptyGenerator()));
            var took = Run(runs, projects.ConvertAll(project => project.Compilation));
            Add(first, took, i);
            foreach (var (_, _, edit, figures) in edits)
            {
                Add(figures, Run(runs, projects.ConvertAll(project => edit(project, i + 2))), i);
            }

            Run(controls, projects.ConvertAll(project => project.Compilation));
            Add(empty, Run(controls, projects.ConvertAll(project => project.EditOfAnotherFile(i + 2))), i);
        }

        var tracked = new GeneratorRun(new RegistryScopeGenerator(), isTracked: true);
        var sample = Project.Of(scopes);
        tracked.Run(sample.Compilation);
        yield return new Row("generator: first run", Clock.Median(first), 1, tracked.Emitted, tracked.Emitted == scopes ? null : false);
        foreach (var (name, isUnrelated, edit, figures) in edits)
        {
            tracked.Run(edit(sample, 0));
            var (time, ratio, emitted) = (Clock.Median(figures), Ratio(figures, first), tracked.Emitted);
            bool holds = isUnrelated ? emitted == 0 && (ratio <= MaxRatio || time <= AlwaysAllowed) : emitted == 1;
            yield return new Row("generator: " + name, time, ratio, emitted, holds);

            // Each edit is one of the project as it was, so that is what comes next.
            tracked.Run(sample.Compilation);
        }

        yield return new Row("of it Roslyn's: the same files, empty, after an edit in a file without scopes", Clock.Median(empty), Ratio(empty, first));

        void Add(List<double> figures, double took, int repetition)
        {
            if (repetition >= 0)
            {
                figures.Add(took / batch);
            }
        }
    }

    public static double Ratio(List<double> figures, List<double> to) => Clock.Median(figures.Zip(to, (figure, whole) => figure / whole));

    private static double Run(List<GeneratorRun> runs, List<CSharpCompilation> compilations)
    {
        foreach (var compilation in compilations)
        {
            // What the compiler has to know of every project, with or without a generator.
            _ = compilation.GlobalNamespace.GetMembers();
            _ = compilation.GetSpecialType(SpecialType.System_Object).GetMembers();
        }

        return Clock.Milliseconds(() =>
        {
            for (var i = 0; i < runs.Count; i++)
            {
                runs[i].Run(compilations[i]);
            }
        });
    }
}
