using Microsoft.CodeAnalysis;
using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>What is generated compiles without a warning, wherever the scope class stands.</summary>
public sealed class CompilationTests
{
    private const string Key = "public readonly record struct Key(string Name);";
    private const string Parts = Key + " public sealed record Value(int Load);";

    public static TheoryData<string> Declarations => new(
        Sources.Workers,
        Sources.Sessions,
        Sources.Rooms,
        "[PgRegistry.RegistryScope] public partial class InTheGlobalNamespace { " + Parts + " }",
        "namespace @event.@class; [PgRegistry.RegistryScope] public partial class @if { " + Parts + " }",
        "namespace A; public partial record struct S { public partial record R { public partial interface I { partial struct T { [PgRegistry.RegistryScope] internal partial class C { " + Parts + " } } } } }",
        "[PgRegistry.RegistryScope] public partial class Split { public readonly record struct Key(string Name); } partial class Split { public sealed record Value(int Load); }",
        "[PgRegistry.RegistryScope] public partial class Empty { public readonly record struct Key; public readonly record struct Value; public sealed record Message; }",
        "[PgRegistry.RegistryScope(Name = \"with \\\"quotes\\\" and \\\\\")] public partial class Quoted { " + Parts + " }",
        "[PgRegistry.RegistryScope] public partial class Keywords { public record struct Key(string @class, int Event, long record) { public int @out { get; set; } } public record Value(int? @in, string? Reader, int Value_) { public int? Writer { get; init; } } }",
        "[PgRegistry.RegistryScope] public partial class Parameters { public record struct Key(string Options, int options, int Key_) { } public record Value(int value, int? writer, int? reader); }",
        "[PgRegistry.RegistryScope] public partial class Names { " + Parts + " public class KeyFormatter; public class ValueFormatter; public const int ValueFormatter2 = 0; }",
        "namespace Other { public record struct Key(int A); public record struct Value(string B); } [PgRegistry.RegistryScope] public partial class Nested { public record struct Key(Other.Value A, Other.Key B); public record Value(Other.Key? A, Other.Value B); }",
        "namespace PgRegistry.Wire.System; [RegistryScope] public partial class Confusing { " + Parts + " public sealed record Message(global::System.Guid Id); }",
        "#pragma warning disable CS0612\n[PgRegistry.RegistryScope] public partial class Old { public record struct Key(string Name); public record Value([property: System.Obsolete] int Load, Gone Gone); [System.Obsolete] public record struct Gone; }",
        "#nullable disable\n[PgRegistry.RegistryScope] public partial class Oblivious { public record struct Key(string Name); public record Value(string Role, Place Place); public record Place(string Name); }",
        "public record struct Pair<T>(T First, T? Second); [PgRegistry.RegistryScope] public partial class Generic { public record struct Key(Pair<int> A, Pair<string> B, Pair<Pair<int>> C); public record Value(Pair<string?>? A, Pair<int?> B); }",
        "[PgRegistry.RegistryScope] public partial class Only { " + Parts + " public abstract record Message { private Message() { } public sealed record Key(int Value) : Message; } }",
        "[PgRegistry.RegistryScope] public partial class Escaped { " + Parts + " public abstract record Message { public static class @event { public record @class(int @in) : Message; public record Value(@class Message, int value) : Message; } } }",
        "[PgRegistry.RegistryScope] public partial class Between { " + Parts + " public abstract record Message { public abstract record Of<T>(T Item) : Message; public record Number(int Item) : Of<int>(Item); public sealed record Text(string Item) : Of<string>(Item); } }",
        "[PgRegistry.RegistryScope] internal partial class Within { " + Parts + " internal record Message { internal record A : Message { protected internal sealed record B : A { public required string C { get; init; } } } } public class MessageUnionFormatter; }",
        "[PgRegistry.RegistryScope] public partial class Words { public record struct Key(" + PatternWords + "); public record Value(" + PatternWords + ", Part? Part); public record struct Part(" + PatternWords + "); }",
        "[PgRegistry.RegistryScope] public partial class InPatterns { public record Key(int KeyPattern, int ValuePattern, int Value); public record struct Value(string ValuePattern, Key? KeyPattern, Part PartPattern, int Key); public record Part(int? PartPattern, int Part2Pattern); }",
        "[PgRegistry.RegistryScope] public partial class Nullables { public record Key(int? Number, System.Guid? Id, Kind? Kind, bool? Flag, string? Text, double? Load, char? Grade) { public int? More { get; init; } } public record struct Value(Part? Part, Kind? Kind); public record struct Part(int? Number, Deeper? Deeper); public record Deeper(Kind? Kind); public enum Kind : ulong { None } }",
        "[PgRegistry.RegistryScope] public partial class Nothing { public record Key(Gone Gone); public record struct Value(Gone? Gone, None None, None? Perhaps); public record Gone; public record struct None; }",
        "#nullable disable\n[PgRegistry.RegistryScope] public partial class ObliviousKey { public record Key(string Name, int? Number, Place Place); public record struct Value(Place? Place, Person Person); public record struct Place(string Name); public record Person(string Name, Place? Home); }",
        "namespace A { public record Place(int X); public record Key(int X); public record Value(int X); } namespace B { public record struct Place(string Y); public record struct KeyPattern(int X); } [PgRegistry.RegistryScope] public partial class SameNames { public record struct Key(A.Place A, B.Place B, A.Value C, B.KeyPattern D); public record Value(A.Place? A, B.Place? B, A.Key C, A.Value D, Key Owner); }",
        "namespace N { public record Formatter(int A); public record Pattern(int A); public record FormatterFormatter(int A); public record PatternFormatter(int A); } [PgRegistry.RegistryScope] public partial class Endings { public record struct Key(N.Formatter A, N.Pattern B); public record Value(N.FormatterFormatter A, N.PatternFormatter B); }",
        "[PgRegistry.RegistryScope] public partial class Taken { public record struct Key(Place A); public record Value(Place? A, Other B); public record Place(int A); public record Other(int A); public class PlacePattern; public void OtherPattern() { } }",
        "using System.Collections.Immutable; [PgRegistry.RegistryScope] public partial class Collected { " + Key + " public sealed record Value(ImmutableArray<string?> @class, ImmutableList<Place?>? B, ImmutableArray<Place>? C, Pair<ImmutableArray<int>>? D, Pair<ImmutableArray<int>?> E, ImmutableDictionary<Place, Pair<ImmutableList<int>>?> F); public record struct Place(int X); public record struct Pair<T>(T First, ImmutableList<T>? Second); public sealed record Message(string[]?[] A, Place?[] B, System.Collections.Generic.List<Pair<byte[]>> C); public class Shared; }",
        "#nullable disable\nusing System.Collections.Immutable; [PgRegistry.RegistryScope] public partial class ObliviousList { public record struct Key(string Name); public record Value(ImmutableList<string> Roles, ImmutableArray<Place> Places); public record Place(string Name, ImmutableHashSet<string> Tags); public record Message(string[] Texts); }",
        "[PgRegistry.RegistryScope] public partial class Required { public record Key { public required string Name { get; init; } public required int? Number { get; init; } } public struct Value : System.IEquatable<Value> { public int Load; public string? Note { get; set; } public readonly bool Equals(Value other) => Load == other.Load; } }");

    // What the parts of a pattern, its locals and its parameters are called.
    private const string PatternWords =
        "string Matches, int IsAny, string? TryGetExact, int? EqualTo, System.Guid candidate, System.Guid? exact, bool it, bool? isExact, long IsExact, long Exact, double exact2, char Pattern, int Allow, int constraint, int member, int value, int global, int _isSet";

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Compiles_without_warnings(string source)
    {
        var run = Generated.From(source);

        Assert.Equal(2, run.Files.Count);
        Assert.Equal("", run.Complaints());
    }

    [Fact]
    public void Classes_of_one_name_get_files_of_their_own()
    {
        var run = Generated.From(
            Sources.Workers,
            Sources.Workers.Replace("namespace Shop", "namespace Depot", StringComparison.Ordinal),
            "namespace Shop.Workers2 { } namespace Shop { partial class Outer { [PgRegistry.RegistryScope] partial class Workers { " + Parts + " } } }",
            "namespace Shop.Outer2 { [PgRegistry.RegistryScope] partial class Workers { " + Parts + " } }");

        Assert.Equal(8, run.Files.Count);
        Assert.Equal("", run.Complaints());
    }

    [Fact]
    public void Classes_that_differ_only_in_case_get_files_of_their_own()
    {
        var run = Generated.From(Sources.Workers, Sources.Workers.Replace("class Workers", "class workErs", StringComparison.Ordinal), Sources.Sessions);

        Assert.Equal(6, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("Shop.Web.Scopes+Sessions.g.cs", run.Files.Keys);
        Assert.DoesNotContain("Shop.Workers.g.cs", run.Files.Keys);
    }

    [Fact]
    public void The_order_of_files_changes_nothing()
    {
        string[] sources = [Sources.Workers, Sources.Sessions, "namespace Shop; partial class Workers { }"];

        var there = Generated.From(sources).Files;
        var back = Generated.From([.. sources.Reverse()]).Files;

        Assert.Equal(there.OrderBy(file => file.Key, StringComparer.Ordinal), back.OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_generated_for_users_is_documented_and_marked_as_generated()
    {
        var type = Generated.From(Sources.Workers).Output.GetTypeByMetadataName("Shop.Workers")!;
        var operations = type.GetMembers()
            .Where(member => member is { DeclaredAccessibility: Accessibility.Public } and (IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol))
            .ToList();

        Assert.NotEmpty(operations);
        Assert.All(operations, member => Assert.NotEmpty(member.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!));
        Assert.All(operations, member => Assert.Contains(member.GetAttributes(), attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute"));
        Assert.DoesNotContain(type.GetAttributes(), attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute");
    }
}
