using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>
/// A scope is read again when an edit can have changed what it means, wherever that edit is; and only then: what was not read again is the same object.
/// </summary>
public sealed class MemoryTests
{
    private const string Scope = """
        using PgRegistry;
        using Shop.Types;
        using Alias = Shop.Types.Place;

        namespace Shop;

        [RegistryScope(Name = Names.Desks, Listeners = [typeof(Types.Audit)], Formatters = [typeof(Types.MoneyFormatter)])]
        public partial class Desks
        {
            public readonly record struct Key(Place Place, Kind Kind, Alias Other);
            public sealed record Value(Money Price, Person Clerk, System.Uri? Page) : Based;
        }

        public static class Beside
        {
            public static int Twice(int x) => x * 2;
        }
        """;

    private const string Types = """
        using PgRegistry.Wire;

        namespace Shop
        {
            public abstract record Based
            {
                public int Base { get; init; }
            }
        }

        namespace Shop.Types
        {
            public readonly record struct Place(int X);
            public enum Kind { A, B }
            public sealed record Person
            {
                public Person(string name) { Name = name; }
                public string Name { get; }
                public string Trimmed { get { return Name.Trim(); } }
            }

            public sealed class Money(int cents)
            {
                public int Cents => cents;
            }

            public static class Names
            {
                public const string Desks = Prefix + "desks";
                public const string Prefix = "shop-";
            }

            public sealed class MoneyFormatter : IWireFormatter<Money>
            {
                public const string SchemaName = "money";
                public void Write(ref MessagePackWriter writer, Money value) => writer.Write(value.Cents);
                public Money Read(ref MessagePackReader reader) => new(reader.ReadInt32());
            }

            public sealed class Audit : Desks.IListener
            {
                public void Registered(Desks.Key key, PgRegistry.Pid pid, Desks.Value value) { }
                public void Unregistered(Desks.Key key, PgRegistry.Pid pid, Desks.Value value, PgRegistry.LeaveReason reason) { }
            }
        }
        """;

    private const string Unrelated = """
        namespace Shop;

        public class Unrelated(Desks desks)
        {
            public int Count()
            {
                return desks.Count;
            }
        }
        """;

    private static readonly string[] s_sources = [Scope, Types, Unrelated];

    private readonly ReadingProbe _probe = new();

    public static TheoryData<string, string> EditsThatMatter => new()
    {
        { "record struct Place(int X)", "record struct Place(long X)" },
        { "enum Kind {", "enum Kind : byte {" },
        { "Prefix = \"shop-\"", "Prefix = \"store-\"" },
        { "SchemaName = \"money\"", "SchemaName = \"cents\"" },
        { "class MoneyFormatter : IWireFormatter<Money>", "class MoneyFormatter" },
        { "int Base { get; init; }", "int Base { get; init; } public string? More { get; init; }" },
        { "int Base { get; init; }", "int Base { get; set; }" },
        { "{ Name = name; }", "{ }" },
        { "return Name.Trim();", "return field ?? Name;" },
        { "public sealed class Audit : ", "public sealed class Audit(int x) : " },
        { "using PgRegistry.Wire;", "#nullable disable\nusing PgRegistry.Wire;" },
        { "using Alias = Shop.Types.Place;", "using Alias = Shop.Types.Kind;" },
        { "namespace Shop;\n\npublic class Unrelated", "namespace Shop;\n\npublic readonly record struct Place(string Nearer);\n\npublic class Unrelated" },
        { "namespace Shop;\n\npublic class Unrelated", "global using Kind = Shop.Types.Place;\nnamespace Shop;\n\npublic class Unrelated" },
        { "namespace Shop;\n\npublic class Unrelated", "namespace Shop.System;\n\npublic class Unrelated" },
        { "public class Unrelated(", "public partial class Desks { public int Count; }\n\npublic class Unrelated(" },
        { "public class Unrelated(", "public class RegistryScope : System.Attribute;\n\npublic class Unrelated(" },
        { "public class Unrelated(", "public class RegistryScopeAttribute : System.Attribute;\n\npublic class Unrelated(" },
        { "using PgRegistry;\n", "" },
        { "string Name { get; }", "string? Name { get; }" },
        { "[RegistryScope(", "[Other(" },
    };

    public static TheoryData<string, string> EditsThatDoNot => new()
    {
        { "return desks.Count;", "return desks.Count + 1;" },
        { "public class Unrelated(", "// A comment.\npublic class Unrelated(" },
        { "public class Unrelated(", "public class More;\n\npublic class Unrelated(" },
        { "return desks.Count;\n    }", "return desks.Count;\n    }\n\n    public int Other { get; set; }" },
        { "x * 2", "x * 3" },
        { "public static int Twice(int x)", "public static int Thrice(int x) => x * 3;\n    public static int Twice(int x)" },
        { "using PgRegistry;\nusing Shop", "// Moves all.\nusing PgRegistry;\nusing Shop" },
        { "{ Name = name; }", "{ Name = name.Trim(); }" },
        { "writer.Write(value.Cents)", "writer.Write(value.Cents + 0)" },
        { "return Name.Trim();", "/* as it was */ return Name + Name.Length;" },
    };

    [Theory]
    [MemberData(nameof(EditsThatMatter))]
    public void What_an_edit_changes_is_read_again(string old, string with)
    {
        var run = Generated.From(s_sources);
        var before = _probe.Read(run.Input);

        run.AfterReplacing(old, with);

        Assert.NotNull(before);
        Assert.NotSame(before, _probe.Read(run.Input));
        Assert.Equal(Generated.From([.. run.Input.SyntaxTrees.Select(tree => tree.ToString())]).Files, run.Files);
    }

    [Theory]
    [MemberData(nameof(EditsThatDoNot))]
    public void What_an_edit_cannot_change_is_not_read_again(string old, string with)
    {
        var run = Generated.From(s_sources);
        var before = _probe.Read(run.Input);

        run.AfterReplacing(old, with);

        Assert.NotNull(before);
        Assert.Same(before, _probe.Read(run.Input));
    }

    [Theory]
    [InlineData("global using G = A.B.T;", "global using G = B.A.T;")]
    [InlineData("namespace A.B { public record struct T(int X);", "namespace A.B { public record struct T(long X);")]
    public void What_is_meant_by_a_global_using_is_read_again(string old, string with)
    {
        var run = Generated.From(
            "[PgRegistry.RegistryScope] public partial class Desks { public record struct Key(G X); public record Value(int Y); }",
            "global using G = A.B.T;",
            "namespace A.B { public record struct T(int X); } namespace B.A { public record struct T(string X); }");
        var before = _probe.Read(run.Input);

        run.AfterReplacing(old, with);

        Assert.NotNull(before);
        Assert.NotEqual(before, _probe.Read(run.Input));
    }

    // The text of the declaration is the same, and the namespace around it is another one.
    [Fact]
    public void A_type_that_moves_to_another_namespace_is_read_again()
    {
        var run = Generated.From(
            "namespace A.B { [PgRegistry.RegistryScope] public partial class Desks { public record struct Key(T X); public record Value(int Y); } } namespace A { public record struct T(int X); } namespace C { public record struct T(string X); }");
        var before = _probe.Read(run.Input);

        run.AfterReplacing("namespace A { public record struct T(int X); } namespace C {", "namespace C { public record struct T(int X); } namespace A {");

        Assert.NotNull(before);
        Assert.NotEqual(before, _probe.Read(run.Input));
    }

    [Fact]
    public void Other_options_are_read_under_again()
    {
        var run = Generated.From(s_sources);
        var before = _probe.Read(run.Input);

        run.After(compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)));

        Assert.NotEqual(before, _probe.Read(run.Input));
    }

    [Fact]
    public void Another_version_of_a_reference_is_read_again()
    {
        MetadataReference first = Library("int").ToMetadataReference(), second = Library("long").ToMetadataReference();
        var run = Generated.From(Scope.Replace("Money Price", "Elsewhere Price", StringComparison.Ordinal), Types).After(compilation => compilation.AddReferences(first));
        var before = _probe.Read(run.Input);

        run.After(compilation => compilation.ReplaceReference(first, second));

        Assert.NotNull(before);
        Assert.NotEqual(before, _probe.Read(run.Input));

        static CSharpCompilation Library(string type) =>
            Generated.Compile($"namespace Shop.Types; public readonly record struct Elsewhere({type} X);").WithAssemblyName("Library");
    }

    [Fact]
    public void A_scope_that_depends_on_very_much_is_read_right_as_well()
    {
        var many = string.Join('\n', Enumerable.Range(0, 150).Select(i => $"public class C{i} {{ public C{i + 1}? Next; }}")) + "\npublic class C150 { public enum Kind { None } }";
        var run = Generated.From("[PgRegistry.RegistryScope] public partial class Wide { public record struct Key(C150.Kind X); public record Value(int Y); public static C0? First; }", many);
        var before = _probe.Read(run.Input);

        run.AfterReplacing("enum Kind", "enum Kind : byte");

        Assert.NotNull(before);
        Assert.NotEqual(before, _probe.Read(run.Input));
    }

    [Theory]
    [InlineData("using Mark = PgRegistry.RegistryScopeAttribute;\n[Mark]")]
    [InlineData("using MarkAttribute = PgRegistry.RegistryScopeAttribute;\n[Mark]")]
    [InlineData("[global::PgRegistry.RegistryScope]")]
    [InlineData("[PgRegistry.RegistryScopeAttribute]")]
    [InlineData("using P = PgRegistry;\n[P::@RegistryScopeAttribute]")]
    [InlineData("[System.Serializable, Everywhere]")]
    [InlineData("[System.Serializable] public partial class A; [Everywhere]")]
    public void The_attribute_is_found_by_any_name(string attribute) => Assert.Equal(
        2,
        Generated.From(
            attribute + " public partial class A { public record struct Key(int X); public record Value(int Y); }",
            "global using Everywhere = PgRegistry.RegistryScopeAttribute;").Files.Count);

    [Fact]
    public void No_compilation_or_tree_of_before_is_kept_alive()
    {
        var run = Generated.From(s_sources);

        var before = Weakly(run);
        run.AfterReplacing("X * 4", "X * 5").AfterReplacing("x * 2", "x * 3").AfterReplacing("desks.Count", "desks.Count + 1").AfterReplacing("+ 1", "+ 2");
        Collect();

        Assert.All(before, item => Assert.False(item.IsAlive, $"{item.Target?.GetType()} is alive."));
        Assert.Equal(2, run.Files.Count);
    }

    // What the test before looks for can be found.
    [Fact]
    public void What_is_kept_alive_is_found_alive()
    {
        var run = Generated.From(s_sources);

        var before = Weakly(run);
        var kept = before[1].Target;
        run.AfterReplacing("X * 4", "X * 5").AfterReplacing("x * 2", "x * 3").AfterReplacing("desks.Count", "desks.Count + 1").AfterReplacing("+ 1", "+ 2");
        Collect();

        Assert.Equal([false, true, false, false], before.Select(item => item.IsAlive));
        GC.KeepAlive(kept);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Weakly(Generated run)
    {
        run.AfterReplacing("record struct Place(int X);", "record struct Place(int X) { public int Y => X * 4; }");
        return [new(run.Input), .. run.Input.SyntaxTrees.Select(tree => new WeakReference(tree))];
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
