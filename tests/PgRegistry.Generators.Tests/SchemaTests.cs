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
        key.Region string?
        value.Home?.Latitude float64
        value.Home?.Longitude float64
        value.Now.Latitude float64
        value.Now.Longitude float64
        value.Level enum:uint8?
        """.ReplaceLineEndings("\n"),
        SchemaOf(Sources.Sessions, "Shop.Web.Scopes+Sessions"));

    [Fact]
    public void A_record_without_members_has_a_line_too() => Assert.Equal(
        "key empty\nvalue.Mark empty\nvalue.Load int32",
        SchemaOf("[PgRegistry.RegistryScope] public partial class S { public record struct Key; public record Value(Mark Mark, int Load); public record Mark; }", "S"));

    [Fact]
    public void The_constructor_comes_first_then_the_properties_as_declared_inherited_ones_first() => Assert.Equal(
        "key.B int32\nkey.A int32\nvalue.Y int32\nvalue.X int32\nvalue.Base int32\nvalue.Own int32",
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
        "key.A int32\nvalue.Role string\nvalue.Load int32",
        SchemaOf(
            """
            [PgRegistry.RegistryScope] public partial class S
            {
                public record struct Key(int A);
                public sealed record Value(string Role) { public int Load { get; init; } public Value(int load, string role) : this(role) => Load = load; }
            }
            """, "S"));

    private static string SchemaOf(string source, string type)
    {
        var run = Generated.From(source);
        Assert.Equal("", run.Complaints());
        return (string)((IFieldSymbol)run.Output.GetTypeByMetadataName(type)!.GetMembers("Schema").Single()).ConstantValue!;
    }
}
