using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>Scopes of types that are declared elsewhere, and formatters of the user's.</summary>
public sealed class ElsewhereRuleTests
{
    private const string Library = """
        namespace Lib;
        public readonly record struct Place(int X, string Y);
        public sealed record Person(string Name);
        public sealed class Closed : System.IEquatable<Closed> { public int Id { get; init; } public bool Equals(Closed? other) => other?.Id == Id; public override bool Equals(object? o) => Equals(o as Closed); public override int GetHashCode() => Id; }
        public class Plain { public int Id { get; init; } }
        public record Got(int X) { internal Got() : this(1) { } public int Y { get; } = X; }
        public record Mutable { public int Id { get; set; } }
        public sealed record Hidden { internal Hidden() { } public int Id { get; init; } }
        """;

    [Theory]
    [InlineData("Lib.Place, Lib.Person")]
    [InlineData("string, Lib.Place")]
    [InlineData("Guid, string")]
    [InlineData("int, bool")]
    [InlineData("DayOfWeek, decimal, Lib.Person")]
    [InlineData("long, TimeSpan, List<Lib.Mutable>")]
    [InlineData("Lib.Place, Lib.Place, Lib.Place")]
    public async Task Types_that_are_fine(string types) => Assert.Empty(await FindAsync($"[RegistryScope<{types}>] public partial class S;"));

    [Theory]
    [InlineData("Lib.Plain, int", "PGR0006 'S'", "'Plain' is not compared by its content")]
    [InlineData("int[], int", "PGR0011 'S'", "'int[]' is a collection")]
    [InlineData("Lib.Closed, int", "PGR0004 'S'", "name a formatter for it in Formatters")]
    [InlineData("int, Lib.Plain", "PGR0004 'S'", "name a formatter for it in Formatters")]
    [InlineData("int, Lib.Got", "PGR0004 'S'", "keeps 'Y'")]
    [InlineData("int, Lib.Hidden", "PGR0004 'S'", "no accessible constructor")]
    [InlineData("int, Lib.Mutable", "PGR0012 'S'", "'Mutable.Id' can be changed")]
    [InlineData("Lib.Mutable, int", "PGR0012 'S'", "'Mutable.Id' can be changed")]
    [InlineData("int, System.Collections.Immutable.ImmutableArray<int>", "PGR0004 'S'", "declare a record with it as a member")]
    [InlineData("int, int?", "PGR0004 'S'", "declare a record with it as a member")]
    [InlineData("Pid, int", "PGR0004 'S'", "declare a record with it as a member")]
    [InlineData("int, Version", "PGR0004 'S'", "has no wire format")]
    [InlineData("int, Mine", "PGR0008 'Mine'", "make it public")]
    [InlineData("int, int, List<Mine>", "PGR0008 'Mine'", "make it public")]
    public async Task Types_that_are_not(string types, string at, string mentions)
    {
        var found = Assert.Single(await FindAsync($"[RegistryScope<{types}>] public partial class S; internal sealed record Mine(int A);"));
        Assert.StartsWith(at, found, StringComparison.Ordinal);
        Assert.Contains(mentions, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lib.Plain, int", "PGR0006 'S'")]
    [InlineData("int, Lib.Got", "PGR0004 'S'")]
    [InlineData("int, Lib.Mutable", "PGR0012 'S'")]
    [InlineData("Lib.Mutable, int", "PGR0012 'S'")]
    [InlineData("int, Lib.Shelf", "PGR0004 'S'")]
    [InlineData("int, int, Lib.Said", "PGR0004 'S'")]
    public async Task Types_of_a_project_that_is_open_too(string types, string at) => Assert.StartsWith(
        at,
        Assert.Single(await Analysis.FindAsync(
            $"[RegistryScope<{types}>] public partial class S;",
            Analysis.ProjectReference(Library + " public sealed record Shelf(System.Action Do); public abstract record Said { public sealed record Case(System.Action Do) : Said; }"))),
        StringComparison.Ordinal);

    [Fact]
    public Task Two_attributes() => Expect.OneAsync(
        "PGR0007", "S", "has several [RegistryScope] attributes", "[RegistryScope, RegistryScope<int, int>] public partial class S { public record struct Key(int A); public record Value(int A); }");

    [Theory]
    [InlineData("public sealed class F : ", "")]
    [InlineData("internal struct F() : ", "")]
    [InlineData("public sealed class F(int a) : ", "'F' has no constructor without parameters; add one")]
    [InlineData("public sealed class F { private F() { } } public sealed class Other : ", "implements no IWireFormatter<T>")]
    [InlineData("public abstract class F : ", "neither abstract nor static")]
    [InlineData("file class F : ", "is local to its file")]
    [InlineData("public class F<T> : ", "lacks its type arguments")]
    public async Task A_formatter(string declaration, string mentions)
    {
        var name = declaration.Contains("<T>", StringComparison.Ordinal) ? "F<>" : "F";
        const string Body = "PgRegistry.Wire.IWireFormatter<Version> { public void Write(ref PgRegistry.Wire.MessagePackWriter w, Version v) { } public Version Read(ref PgRegistry.Wire.MessagePackReader r) => new(); }";
        var found = (await Analysis.FindAsync(
            $"[RegistryScope(Formatters = [typeof({name})])] public partial class S {{ public record struct Key(int A); public record Value(int A); public record Message(int A); }} {declaration} {Body}")).ToList();

        Assert.Equal(mentions.Length > 0, found.Count == 1);
        Assert.All(found, text => Assert.StartsWith("PGR0009 'Formatters", text, StringComparison.Ordinal));
        Assert.All(found, text => Assert.Contains(mentions, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_with_a_formatter_is_compared_all_the_same()
    {
        const string Formatter = "public class F : PgRegistry.Wire.IWireFormatter<Lib.Plain> { public void Write(ref PgRegistry.Wire.MessagePackWriter w, Lib.Plain v) { } public Lib.Plain Read(ref PgRegistry.Wire.MessagePackReader r) => new(); }";

        Assert.StartsWith("PGR0006 'Part'", Assert.Single(await FindAsync("[RegistryScope(Formatters = [typeof(F)])] public partial class S { public record Key(Lib.Plain Part); public record Value(Lib.Plain A); } " + Formatter)), StringComparison.Ordinal);
        Assert.Empty(await FindAsync("[RegistryScope<string, Lib.Plain, Lib.Plain>(Formatters = [typeof(F)])] public partial class S; " + Formatter));
        Assert.Contains(
            "both 'F' and 'F' are for 'Plain'", Assert.Single(await FindAsync("[RegistryScope<string, int>(Formatters = [typeof(F), typeof(F)])] public partial class S; " + Formatter)), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> FindAsync(string source) => Analysis.FindAsync(source, Analysis.CompileReference(Library));
}
