using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

public sealed class CachingTests
{
    private static readonly string[] s_sources = [Sources.Workers, Sources.Sessions, "namespace Shop; public class Other { }"];

    [Fact]
    public void An_edit_in_another_file_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(s_sources).AfterReplacing("class Other { }", "class Other { public int X; }"));

    [Fact]
    public void A_new_file_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(s_sources).After(compilation => compilation.AddSyntaxTrees(Generated.Parse("class New;"))));

    [Fact]
    public void An_edit_in_the_same_file_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(s_sources).AfterReplacing("namespace Shop;\n\n[", "namespace Shop;\n\n// Moves all that follows.\npublic enum E { A }\n\n["));

    [Fact]
    public void An_edit_of_the_scope_that_means_nothing_to_it_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(s_sources).AfterReplacing(
            "public sealed record Message(string Text);", "/* text */ public sealed record Message(string Text) { public int Length => Text.Length; }"));

    [Fact]
    public void The_order_in_which_cases_are_declared_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(Sources.Rooms).AfterReplacing(
            "public sealed record Said(string Text, int Importance) : Message;\n        public record Closed : Message;",
            "public record Closed : Message;\n        public sealed record Said(string Text, int Importance) : Message;"));

    [Fact]
    public void Another_order_of_the_files_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(s_sources).After(compilation =>
            compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse())));

    [Fact]
    public void A_reference_that_the_scopes_have_nothing_of_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(s_sources).After(compilation =>
            compilation.AddReferences(Generated.Compile("namespace Elsewhere; public class Unrelated;").WithAssemblyName("Elsewhere").ToMetadataReference())));

    [Fact]
    public void The_loss_of_a_reference_that_the_scopes_have_nothing_of_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(s_sources).After(compilation => compilation.RemoveReferences(
            compilation.References.Single(reference => Path.GetFileName(reference.Display) == "System.Net.Mail.dll"))));

    [Fact]
    public void A_part_of_the_scope_moved_to_another_file_runs_nothing_again() =>
        AssertNothingRanAgain(Generated.From(s_sources)
            .AfterReplacing("class Other { }", "class Other { }\npublic partial class Workers { public sealed record Message(string Text); }")
            .AfterReplacing("    public sealed record Value(string Role, int Load);\n    public sealed record Message(string Text);", "    public sealed record Value(string Role, int Load);"));

    [Fact]
    public void A_file_of_a_scope_that_goes_leaves_the_others_cached()
    {
        var run = Generated.From(s_sources).After(compilation => compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[0]));

        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Removed], Reasons(run, TrackingNames.Files).Order());
        Assert.Equal(2, run.Files.Count);
    }

    [Fact]
    public void An_edit_of_one_scope_leaves_the_others_cached()
    {
        var run = Generated.From(s_sources).AfterReplacing("int Shard", "long Shard");

        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged], Reasons(run, TrackingNames.Read).Order());
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], Reasons(run, TrackingNames.Files).Distinct().OrderDescending());
        Assert.Contains("long shard", run.Files["Shop.Workers.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_scope_leaves_the_others_cached()
    {
        var run = Generated.From(s_sources).After(compilation =>
            compilation.AddSyntaxTrees(Generated.Parse(Sources.Workers.Replace("class Workers", "class More", StringComparison.Ordinal))));

        Assert.Equal(
            [IncrementalStepRunReason.New, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached],
            Reasons(run, TrackingNames.Files).OrderBy(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void Every_step_of_the_pipeline_is_tracked()
    {
        var steps = Generated.From(s_sources).Result.TrackedSteps;

        Assert.All(TrackingNames.All, name => Assert.Contains(name, steps.Keys));
    }

    private static void AssertNothingRanAgain(Generated run)
    {
        foreach (var name in TrackingNames.All)
        {
            var reasons = Reasons(run, name).ToList();
            Assert.NotEmpty(reasons);
            Assert.All(reasons, reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name}: {reason}"));
        }

        var outputs = run.Result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).ToList();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(Generated run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason);
}
