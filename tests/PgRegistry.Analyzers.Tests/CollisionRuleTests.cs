using PgRegistry.Analyzers.Tests.Support;
using PgRegistry.Generators.Parsing;

namespace PgRegistry.Analyzers.Tests;

/// <summary>What of a scope class is in the way of its generated part, and what is not.</summary>
public sealed class CollisionRuleTests
{
    private const string Parts = "public record struct Key(int Id); public record Value(int Load); ";
    private const string IndexedParts = "public record struct Key(int Id); public record Value([Index] int Load); ";
    private const string Message = "public record Message(int Id); ";

    [Theory]
    [InlineData("public int Count => 0;", "Count")]
    [InlineData("public const string Name = \"workers\";", "Name")]
    [InlineData("private readonly object _scope = new();", "_scope")]
    [InlineData("public interface IListener;", "IListener")]
    [InlineData("public sealed class KeyPattern;", "KeyPattern")]
    [InlineData("public record ValuePattern;", "ValuePattern")]
    [InlineData("public enum Lookup;", "Lookup")]
    [InlineData("public record Monitor<T>;", "Monitor")]
    [InlineData("public event Action? Update;", "Update")]
    [InlineData("public string Peers() => \"\";", "Peers")]
    [InlineData("public string Keys() => \"\";", "Keys")]
    [InlineData(Message + "private int _messages = 1;", "_messages")]
    [InlineData(Message + "public int Send { get; set; }", "Send")]
    public Task A_member_that_has_the_name_of_a_generated_one(string member, string at) =>
        Expect.OneAsync("PGR0013", at, $"rename '{at}'", $"[RegistryScope] public partial class Workers {{ {Parts} {member} }}");

    [Theory]
    [InlineData("public string? Lookup(string id) => null;")]
    [InlineData("public IReadOnlyList<Key> Keys(int first) => [];")]
    [InlineData("public record IListener<T>;")]
    [InlineData("public int Send { get; set; }")]
    [InlineData("public int WhereIs => 1;")]
    [InlineData("public Workers(string text) : this() { } public Workers() => _scope = null!;")]
    [InlineData("public record KeyFormatter; public record Value2; public int Counted; public static Workers operator +(Workers one, Workers other) => one;")]
    public Task A_member_beside_the_generated_ones_is_fine(string member) => Expect.NothingAsync($"[RegistryScope] public partial class Workers {{ {Parts} {member} }}");

    [Fact]
    public async Task A_lookup_by_an_index_is_in_the_way_only_where_there_is_one()
    {
        await Expect.OneAsync("PGR0013", "LookupByLoad", "rename", $"[RegistryScope] public partial class Workers {{ {IndexedParts} public int LookupByLoad => 1; }}");
        await Expect.NothingAsync($"[RegistryScope] public partial class Workers {{ {Parts} public int LookupByLoad => 1; }}");
    }

    [Fact]
    public Task An_operation_of_unique_scopes_is_in_the_way_only_there() =>
        Expect.OneAsync("PGR0013", "WhereIs", "rename", $"[RegistryScope(Keys = KeyMode.Unique)] public partial class Workers {{ {Parts} public int WhereIs => 1; }}");

    [Fact]
    public Task A_member_that_has_the_name_that_generated_code_gives_a_type_declared_elsewhere() =>
        Expect.OneAsync("PGR0013", "_Value", "rename '_Value'", "[RegistryScope<string, int>] public partial class Workers { private int _Value = 1; public int Get() => _Value; }");

    [Theory]
    [InlineData("Peers")]
    [InlineData("Monitor")]
    public Task A_scope_named_as_one_of_its_operations(string name) =>
        Expect.OneAsync("PGR0013", name, $"rename '{name}'", $"[RegistryScope] public partial class {name} {{ {Parts} }}");

    [Theory]
    [InlineData("")]
    [InlineData("(Keys = KeyMode.Unique)")]
    public void Every_name_that_is_emitted_is_known(string options)
    {
        var (parts, declared) = Analysis.Declared($"[RegistryScope{options}] public partial class Workers {{ {IndexedParts} {Message} }}", "Workers");

        // Those that give way have a number where their name is taken.
        var known = EmittedNames.Collisions(parts, declared).Select(symbol => symbol.Name).ToHashSet();
        var methods = parts.Scope.GetMembers().OfType<Microsoft.CodeAnalysis.IMethodSymbol>().Where(method => method.MethodKind == Microsoft.CodeAnalysis.MethodKind.Ordinary);
        Assert.Contains("Schema", known);
        Assert.Empty(parts.Scope.MemberNames.Where(name => !name.Contains('.') && !name.StartsWith("get_", StringComparison.Ordinal))
            .Except(known).Except(methods.Select(method => method.Name).Where(name => Collides(name, options)))
            .Except([".ctor", "Key", "Value", "Message", "KeyFormatter", "ValueFormatter", "MessageFormatter"]));
    }

    private static bool Collides(string method, string options)
    {
        var (parts, declared) = Analysis.Declared($"[RegistryScope{options}] public partial class Workers {{ {IndexedParts} {Message} public int {method}; }}", "Workers", generate: false);
        return EmittedNames.Collisions(parts, declared).Any();
    }
}
