using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>The compiler knows which members of a pattern may be asked to be null.</summary>
public sealed class PatternNullTests
{
    private const string Scope = """
        using PgRegistry;

        [RegistryScope]
        public partial class Spots
        {
            public readonly record struct Key(string City, int? Floor, int Number);
            public sealed record Value(string? Note, double Load, Place? Home, Place Work, Size? Box, Size Need);
            public sealed record Place(string Street);
            public readonly record struct Size(int Width);
        }
        """;

    [Theory]
    [InlineData("new Spots.KeyPattern { Floor = null }")]
    [InlineData("new Spots.KeyPattern { Floor = { EqualTo = null, Not = null, OneOf = [null, 1] } }")]
    [InlineData("new Spots.KeyPattern { City = { EqualTo = noText, Not = null } }")]
    [InlineData("new Spots.ValuePattern { Note = null, Home = null, Box = null }")]
    [InlineData("new Spots.ValuePattern { Note = noText, Home = noPlace, Box = noSize }")]
    [InlineData("new Spots.ValuePattern { Note = \"a\", Home = new Spots.Place(\"Main\"), Box = new Spots.Size(1), Work = new Spots.Place(\"Main\"), Need = new Spots.Size(1) }")]
    [InlineData("new Spots.ValuePattern { Home = { Street = \"Main\" }, Box = { Width = 1 }, Note = { StartsWith = \"a\" } }")]
    public void No_warning(string pattern) => Assert.Equal("", Complaints(pattern));

    [Theory]
    [InlineData("new Spots.KeyPattern { City = null }", "CS8625")]
    [InlineData("new Spots.KeyPattern { Number = null }", "CS8625")]
    [InlineData("new Spots.ValuePattern { Load = null }", "CS8625")]
    [InlineData("new Spots.ValuePattern { Work = null }", "CS8625")]
    [InlineData("new Spots.ValuePattern { Need = null }", "CS8625")]
    [InlineData("new Spots.ValuePattern { Note = { StartsWith = null } }", "CS8625")]
    [InlineData("new Spots.ValuePattern { Note = { AtLeast = noText } }", "CS8601")]
    [InlineData("new Spots.ValuePattern { Note = { OneOf = null } }", "CS8625")]
    [InlineData("new Spots.ValuePattern { Note = { Below = null } }", "CS8625")]
    [InlineData("new Spots.KeyPattern { Number = noNumber }", "CS8601")]
    public void A_complaint(string pattern, string id)
    {
        var complaint = Assert.Single(Complaints(pattern).Split('\n'));

        Assert.Contains($" {id}: ", complaint, StringComparison.Ordinal);
    }

    private static string Complaints(string pattern) => Generated.From(Scope, $$"""
        static class Caller
        {
            static object Make(string? noText, int? noNumber, Spots.Place? noPlace, Spots.Size? noSize) => {{pattern}};
        }
        """).Complaints();
}
