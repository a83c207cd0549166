using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>Whatever scopes are called, each has files of its own, and all of it compiles.</summary>
public sealed class FileNameTests
{
    private const string Parts = "{ public readonly record struct Key(string Name); public sealed record Value(int Load); }";

    public static TheoryData<string> Names => new(
        "Zähler",
        "Za\u0308hler",
        "Ключи",
        "房间",
        "ग्राहक",
        "_\u203fx",
        "Ⅷ",
        "Soft\u00adHyphen",
        "@class",
        "\\u0041bc",
        "ß",
        "ﬁ",
        "İ");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scope_may_have_any_name(string name)
    {
        var run = Generated.From($"namespace N.{name}s; partial class {name}2 {{ [PgRegistry.RegistryScope] partial class {name} {Parts} }}");

        Assert.Equal(2, run.Files.Count);
        Assert.Equal("", run.Complaints());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Members_may_have_any_name(string name)
    {
        var run = Generated.From($$"""
            [PgRegistry.RegistryScope]
            public partial class A
            {
                public readonly record struct Key(string {{name}}, {{name}}2 Kind);
                public sealed record Value(int {{name}}, {{name}}3? Part);
                public abstract record Message { public sealed record {{name}}(int {{name}}1) : Message; public sealed record Other : Message; }
                public enum {{name}}2 { {{name}} }
                public readonly record struct {{name}}3(int {{name}});
            }
            """);

        Assert.Equal(2, run.Files.Count);
        Assert.Equal("", run.Complaints());
    }

    // The language has no identifiers with characters outside the basic plane, so nobody is kept from one.
    [Fact]
    public void A_name_with_surrogates_is_none() =>
        Assert.Contains(Generated.Compile("class \U00010400x;").GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Id == "CS1056");

    [Theory]
    [InlineData("namespace N { [PgRegistry.RegistryScope] partial class A {0} } namespace M { [PgRegistry.RegistryScope] partial class A {0} }")]
    [InlineData("namespace N { partial class B { [PgRegistry.RegistryScope] partial class A {0} } partial class C { [PgRegistry.RegistryScope] partial class A {0} } }")]
    [InlineData("namespace N { partial class B { [PgRegistry.RegistryScope] partial class A {0} } } namespace N.B2 { [PgRegistry.RegistryScope] partial class A {0} } [PgRegistry.RegistryScope] partial class A {0}")]
    [InlineData("[PgRegistry.RegistryScope] partial class Ab {0} [PgRegistry.RegistryScope] partial class aB {0}")]
    [InlineData("namespace N { [PgRegistry.RegistryScope] partial class A {0} } namespace n { [PgRegistry.RegistryScope] partial class A {0} }")]
    [InlineData("partial class Bc { [PgRegistry.RegistryScope] partial class A {0} } partial class bC { [PgRegistry.RegistryScope] partial class A {0} }")]
    [InlineData("[PgRegistry.RegistryScope] partial class É {0} [PgRegistry.RegistryScope] partial class é {0}")]
    [InlineData("[PgRegistry.RegistryScope] partial class @class {0} [PgRegistry.RegistryScope] partial class Class {0}")]
    [InlineData("namespace N { [PgRegistry.RegistryScope] partial class A {0} } namespace N.a { [PgRegistry.RegistryScope] partial class Wire {0} }")]
    [InlineData("namespace N { [PgRegistry.RegistryScope] partial class A {0} } namespace N.a { [PgRegistry.RegistryScope] partial class wirE {0} }")]
    public void Scopes_whose_names_are_alike_have_files_of_their_own(string declarations)
    {
        var run = Generated.From(declarations.Replace("{0}", Parts, StringComparison.Ordinal));
        var scopes = declarations.Split("RegistryScope").Length - 1;

        Assert.Equal(2 * scopes, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("", run.Complaints());
    }

    // A generated part cannot repeat what the container's author says of its type parameters; PGR0007 tells.
    [Theory]
    [InlineData("partial class Outer<T> { [PgRegistry.RegistryScope] partial class A {0} }")]
    [InlineData("partial class Outer<T> { partial class Inner { [PgRegistry.RegistryScope] partial class A {0} } }")]
    [InlineData("[PgRegistry.RegistryScope] partial class A<T> {0}")]
    public void A_scope_in_a_generic_type_is_skipped_and_the_others_are_not(string declaration)
    {
        var run = Generated.From(Sources.Workers, declaration.Replace("{0}", Parts, StringComparison.Ordinal));

        Assert.Equal(["Shop.Workers.Wire.g.cs", "Shop.Workers.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("", run.Complaints());
    }

    [Fact]
    public void A_scope_may_be_declared_over_several_files()
    {
        var whole = Generated.From(Sources.Workers);

        var parts = Generated.From(
            "namespace Shop; [PgRegistry.RegistryScope] partial class Workers;",
            "namespace Shop; public partial class Workers { public readonly partial record struct Key(string Queue, int Shard); }",
            "namespace Shop; partial class Workers { public readonly partial record struct Key { public override string ToString() => Queue; } }",
            "namespace Shop; sealed partial class Workers { public sealed record Value(string Role, int Load); public sealed record Message(string Text); }");

        Assert.Equal(whole.Files, parts.Files);
        Assert.Equal("", parts.Complaints());
    }
}
