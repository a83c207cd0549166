using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void A_line_for_each_member_in_wire_order() => Assert.Equal(
        """
        key.Queue string
        key.Shard int32
        value.Role string
        value.Load int32
        message.Text string
        """.ReplaceLineEndings("\n"),
        SchemaOf(Sources.Workers, "Shop.Workers"));

    [Fact]
    public void Nested_records_are_taken_apart_and_nullables_marked() => Assert.Equal(
        """
        key.Id guid
        key.Region string? optional
        value.Home record?
        value.Home.Latitude float64
        value.Home.Longitude float64
        value.Now record
        value.Now.Latitude float64
        value.Now.Longitude float64
        value.Level enum:uint8?
        """.ReplaceLineEndings("\n"),
        SchemaOf(Sources.Sessions, "Shop.Web.Scopes+Sessions"));

    [Fact]
    public void A_record_without_members_has_a_line_too() => Assert.Equal(
        "key record\nvalue.Mark record\nvalue.Load int32",
        SchemaOf("[PgRegistry.RegistryScope] public partial class S { public record struct Key; public record Value(Mark Mark, int Load); public record Mark; }", "S"));

    [Fact]
    public void The_records_in_a_collection_follow_it() => Assert.Equal(
        """
        key.A int32
        value.Places immutablearray<record?>?
        value.Places[0].X int32
        value.ByName frozendictionary<record,immutablelist<record>>
        value.ByName[0].Text string?
        value.ByName[1].X int32
        value.Empty immutablehashset<enum:uint8?>
        """.ReplaceLineEndings("\n"),
        SchemaOf(
            """
            using System.Collections.Immutable;
            [PgRegistry.RegistryScope] public partial class S
            {
                public record struct Key(int A);
                public record Value(ImmutableArray<Place?>? Places, System.Collections.Frozen.FrozenDictionary<Title, ImmutableList<Place>> ByName, ImmutableHashSet<E?> Empty);
                public record struct Place(int X);
                public record Title(string? Text);
                public enum E : byte { A }
            }
            """, "S"));

    [Fact]
    public void No_two_types_have_the_same_name()
    {
        string[] scalars =
        [
            "bool", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "string", "char", "decimal", "DateTime", "Guid", "Half", "Int128", "UInt128",
            "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Uri", "PgRegistry.Pid", "PgRegistry.NodeId", "E", "int?", "string?",
        ];
        string[] collections =
        [
            "{0}[]", "List<{0}>", "IEnumerable<{0}>", "IReadOnlyCollection<{0}>", "IReadOnlyList<{0}>", "ICollection<{0}>", "IList<{0}>", "ISet<{0}>", "IReadOnlySet<{0}>", "HashSet<{0}>",
            "ImmutableArray<{0}>", "ImmutableList<{0}>", "ImmutableHashSet<{0}>", "ImmutableSortedSet<{0}>", "FrozenSet<{0}>", "Dictionary<{0}, int>", "IDictionary<{0}, int>",
            "IReadOnlyDictionary<{0}, int>", "ImmutableDictionary<{0}, int>", "ImmutableSortedDictionary<{0}, int>", "FrozenDictionary<{0}, int>", "Dictionary<{0}, long>", "List<{0}[]>",
        ];
        string[] types = [.. scalars, .. collections.SelectMany(collection => new[] { "int", "byte", "E" }.Select(element => collection.Replace("{0}", element, StringComparison.Ordinal)))];
        var members = string.Concat(types.Select((type, i) => $"public {type} M{i} {{ get; set; }} "));

        var schema = SchemaOf(
            "#nullable enable annotations\n#pragma warning disable CS8618\nusing System; using System.Collections.Generic; using System.Collections.Immutable; using System.Collections.Frozen;"
            + $"[PgRegistry.RegistryScope] public partial class S {{ public record struct Key(int A); public record struct Value(int A); public sealed record Message {{ {members} }} public enum E {{ A }} }}", "S");

        var names = schema.Split('\n').Skip(2).Select(line => line.Split(' ', 2)[1]).ToList();
        Assert.Equal(types.Length, names.Distinct().Count());
    }

    [Fact]
    public void The_constructor_comes_first_then_the_properties_as_declared_inherited_ones_first() => Assert.Equal(
        "key.B int32\nkey.A int32 optional\nvalue.Y int32\nvalue.X int32\nvalue.Base int32 optional\nvalue.Own int32 optional",
        SchemaOf(
            """
            public abstract record Ancestor(int X) { public int Base { get; init; } }
            [PgRegistry.RegistryScope] public partial class S
            {
                public record struct Key(int B) { public int A { get; set; } public int Sum => A + B; public static int Count { get; set; } }
                public sealed record Value(int Y, int X) : Ancestor(X) { public int Own { get; init; } }
            }
            """, "S"));

    [Fact]
    public void A_positional_record_keeps_its_order_whatever_other_constructors_it_has() => Assert.Equal(
        "key.A int32\nvalue.Role string\nvalue.Load int32 optional",
        SchemaOf(
            """
            [PgRegistry.RegistryScope] public partial class S
            {
                public record struct Key(int A);
                public sealed record Value(string Role) { public int Load { get; init; } public Value(int load, string role) : this(role) => Load = load; }
            }
            """, "S"));

    [Fact]
    public void A_union_has_its_cases() => Assert.Equal(
        """
        key.Name string
        value.Topic string
        message:Closed record
        message:Said.Text string
        message:Said.Importance int32
        """.ReplaceLineEndings("\n"),
        SchemaOf(Sources.Rooms, "Shop.Rooms"));

    [Fact]
    public void A_case_in_a_group_does_not_look_like_a_member_that_is_a_record()
    {
        const string Scope = "[PgRegistry.RegistryScope] public partial class S { public record struct Key(int A); public record Value(int A); public abstract record Message { ";

        var member = SchemaOf(Scope + "public record Group(Inner Inner) : Message; } public record struct Inner(int X); }", "S");
        var group = SchemaOf(Scope + "public static class Group { public record Inner(int X) : Message; } } }", "S");

        Assert.Equal(["message:Group.Inner record", "message:Group.Inner.X int32"], member.Split('\n')[^2..]);
        Assert.Equal("message:Group:Inner.X int32", group.Split('\n')[^1]);
    }

    [Fact]
    public void A_message_that_is_a_case_comes_first_and_names_go_by_ordinal_order_wherever_they_are_declared()
    {
        const string Scope = "[PgRegistry.RegistryScope] public partial class S { public record struct Key(int A); public record Value(int A); ";
        string[] parts =
        [
            Scope + "public partial record Message(int M) { public record Zb(int M) : Message(M); public record Z(int M) : Message(M) { public record I(int M) : Message(M); } } }",
            "partial class S { public partial record Message { public record Z1(int M) : Z(M); public record ZB(int M) : Zb(M); public record A(int M, int Own) : Message(M); } }",
        ];
        string[] expected =
            ["message:Message.M int32", "message:A.M int32", "message:A.Own int32", "message:Z.M int32", "message:Z:I.M int32", "message:Z1.M int32", "message:ZB.M int32", "message:Zb.M int32"];

        Assert.Equal(expected, SchemaOf(parts, "S").Split('\n').Skip(2));
        Assert.Equal(expected, SchemaOf([.. parts.Reverse()], "S").Split('\n').Skip(2));
    }

    [Fact]
    public void The_last_members_are_optional_as_far_as_they_have_defaults() => Assert.Equal(
        """
        key.A int32
        key.B int32
        key.C int32 optional
        value.A int32
        value.B int32
        value.C int32
        value.D int32 optional
        value.E string? optional
        value.F string optional
        """.ReplaceLineEndings("\n"),
        SchemaOf(
            """
            #nullable enable
            [PgRegistry.RegistryScope] public partial class S
            {
                public record struct Key(int A = 1, int B = 2, int C = 3) { public Key(int a) : this(a, 5) { } }
                public sealed record Value(int A, int B = 2) { public required int C { get; init; } public int D { get; init; } = 4; public string? E { get; init; } public string F { get; init; } = "f"; }
            }
            """, "S"));

    [Fact]
    public void A_struct_is_not_made_without_its_first_member_and_sixteen_members_are_optional_at_most()
    {
        var members = string.Join(", ", Enumerable.Range(0, 20).Select(i => $"int M{i} = {i}"));

        var schema = SchemaOf($"[PgRegistry.RegistryScope] public partial class S {{ public record struct Key(int A = 1); public record Value({members}); }}", "S").Split('\n');

        Assert.Equal(["key.A int32", "value.M0 int32", "value.M1 int32", "value.M2 int32", "value.M3 int32", "value.M4 int32 optional"], schema.Take(6));
        Assert.Equal(16, schema.Count(line => line.EndsWith(" optional", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ImmutableArray<int> Tags = default", "", false)]
    [InlineData("ImmutableArray<int>? Tags = default", "", true)]
    [InlineData("", "public ImmutableArray<int> Tags { get; init; }", false)]
    [InlineData("", "public ImmutableArray<int> Tags { get; init; } = [];", true)]
    [InlineData("[System.Runtime.CompilerServices.CallerMemberName] string? Who = null", "", false)]
    [InlineData("[System.Runtime.CompilerServices.CallerLineNumber] int Line = 0", "", false)]
    [InlineData("", "\n#nullable disable\npublic string Note { get; init; }\n#nullable enable\n", true)]
    public void A_default_is_one_that_goes_over_the_wire_and_is_the_same_everywhere(string parameter, string property, bool isOptional) => Assert.Equal(
        isOptional,
        SchemaOf(
            $$"""
            using System.Collections.Immutable;
            [PgRegistry.RegistryScope] public partial class S { public record struct Key(int A); public sealed record Value({{parameter}}) { {{property}} } }
            """, "S").EndsWith(" optional", StringComparison.Ordinal));

    [Fact]
    public void What_another_project_declares_is_the_same_to_an_editor_which_has_its_source()
    {
        var library = Generated.Compile(
            "namespace Lib; public sealed record Presence { public Presence() => Device = \"x\"; public string Device { get; init; } public string Note { get; init; } = \"\"; public int Load { get; init; } }")
            .WithAssemblyName("Library");
        const string Scope = "[PgRegistry.RegistryScope<string, Lib.Presence>] public partial class S;";

        var compiled = Generated.WithLibrary(library.SyntaxTrees.Single().ToString(), Scope);
        var edited = Generated.From(Scope).After(compilation => compilation.AddReferences(library.ToMetadataReference()));

        Assert.Equal("key string\nvalue.Device string optional\nvalue.Note string optional\nvalue.Load int32 optional", SchemaIn(compiled, "S"));
        Assert.Equal(SchemaIn(compiled, "S"), SchemaIn(edited, "S"));
    }

    [Fact]
    public void A_case_in_a_group_is_not_one_that_is_called_like_both() => Assert.Equal(
        "message:A:B.X int32\nmessage:A_B.X int32",
        string.Join('\n', SchemaOf(
            """
            [PgRegistry.RegistryScope] public partial class S
            {
                public record struct Key(int A); public record Value(int A);
                public abstract record Message { public static class A { public sealed record B(int X) : Message; } public sealed record A_B(int X) : Message; }
            }
            """, "S").Split('\n').Skip(2)));

    [Fact]
    public void A_member_and_a_case_can_keep_a_former_name() => Assert.Equal(
        """
        key.A int32
        value.Load int32
        value.Zone string
        message:First.Text string
        message:Group:Second.Former string
        """.ReplaceLineEndings("\n"),
        SchemaOf(
            """
            using PgRegistry;
            [RegistryScope] public partial class S
            {
                public record struct Key([WireName("A")] int B);
                public sealed record Value([WireName("Load")] int Weight) { [WireName("Zone")] public required string Region { get; init; } }
                public abstract record Message
                {
                    [WireName("First")] public sealed record Eins(string Text) : Message;
                    [WireName("Group")] public static class Gruppe { [WireName("Second")] public sealed record Zwei([property: WireName("Former")] string Text) : Message; }
                }
            }
            """, "S"));

    private static string SchemaOf(string source, string type) => SchemaOf([source], type);

    private static string SchemaOf(string[] sources, string type) => SchemaIn(Generated.From(sources), type);

    private static string SchemaIn(Generated run, string type)
    {
        Assert.Equal("", run.Complaints());
        return (string)((IFieldSymbol)run.Output.GetTypeByMetadataName(type)!.GetMembers("Schema").Single()).ConstantValue!;
    }
}
