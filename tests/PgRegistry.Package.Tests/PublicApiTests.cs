using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgRegistry.Generators.Tests.Support;
using PgRegistry.Package.Tests.Support;

namespace PgRegistry.Package.Tests;

/// <summary>A change of what users can call shows in the difference of Snapshots/PublicApi.verified.txt.</summary>
public sealed class PublicApiTests
{
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    [Fact]
    public void The_public_surface_is_as_it_was_accepted()
    {
        var compilation = CSharpCompilation.Create("Reader", references: s_references);
        var runtime = compilation.SourceModule.ReferencedAssemblySymbols.Single(assembly => assembly.Name == "PgRegistry.Runtime");

        Snapshot.Matches("PublicApi", PublicSurface.Of(runtime), "txt");
    }

    [Theory]
    [InlineData("public static void M(string? text = null) { }", "    public static void M(string? text = null)")]
    [InlineData("public int P { get; init; }", "    public int P { get; init; }")]
    [InlineData("public const int Limit = 3;", "    public const int Limit = 3")]
    [InlineData("protected virtual void V(params int[] numbers) { }", "    protected virtual void V(params int[] numbers)")]
    [InlineData("public bool T<TOf>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] TOf? of) where TOf : class => true;", "    [of: NotNullWhen(true)]\n    public bool T<TOf>(TOf? of) where TOf : class")]
    [InlineData("[System.Obsolete(\"no\")] public void O() { }", "    [Obsolete(\"no\")]\n    public void O()")]
    [InlineData("[System.Runtime.CompilerServices.OverloadResolutionPriority(1)] public void O() { }", "    [OverloadResolutionPriority(1)]\n    public void O()")]
    public void What_callers_feel_shows(string member, string expected) =>
        Assert.Contains($"\n{expected}\n", SurfaceOf(member), StringComparison.Ordinal);

    [Theory]
    [InlineData("internal void I() { }")]
    [InlineData("private int _field; public class Nested { private Nested() { } }")]
    public void What_they_do_not_feel_does_not_show_in_its_type(string member) =>
        Assert.StartsWith("namespace Some\n\npublic class Thing\n    public Thing()\n\n", SurfaceOf(member), StringComparison.Ordinal);

    private static string SurfaceOf(string member)
    {
        var tree = CSharpSyntaxTree.ParseText($"#nullable enable\nnamespace Some; public class Thing {{ public Thing() {{ }} {member} }} internal class Hidden {{ public void M() {{ }} }}");
        return PublicSurface.Of(CSharpCompilation.Create("Some", [tree], s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Assembly);
    }
}
