using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

public sealed class DeclarationRuleTests
{
    private const string Key = "public readonly record struct Key(string Name); ";
    private const string Value = "public sealed record Value(int Load); ";
    private const string Body = "{ " + Key + Value + "}";

    [Fact]
    public Task A_class_that_is_not_partial() =>
        Expect.OneAsync("PGR0001", "Workers", "add the partial modifier", "[RegistryScope] public class Workers " + Body);

    [Fact]
    public Task A_container_that_is_not_partial() =>
        Expect.OneAsync("PGR0001", "Outer", "'Outer' must be partial", "class Outer { [RegistryScope] public partial class Workers " + Body + " }");

    [Fact]
    public Task A_class_in_several_parts_is_fine() =>
        Expect.NothingAsync("[RegistryScope] public partial class Workers { " + Key + " } public partial class Workers { " + Value + " }");

    [Fact]
    public Task A_class_without_the_attribute_is_fine() =>
        Expect.NothingAsync("public class Workers { private class Key; } namespace Other { class RegistryScopeAttribute : Attribute; [RegistryScope] class Workers; }");

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    [InlineData(-1)]
    public Task Partitions_other_than_one(int partitions) =>
        Expect.OneAsync("PGR0002", $"Partitions = {partitions}", "declaring several", $"[RegistryScope(Partitions = {partitions})] public partial class Workers {Body}");

    [Fact]
    public Task One_partition_is_fine() => Expect.NothingAsync("[RegistryScope(Partitions = 1, Name = \"w\")] public partial class Workers " + Body);

    [Theory]
    [InlineData("a leader election")]
    [InlineData("a database lock")]
    [InlineData("KeyMode.Unique")]
    public Task Keys_that_are_unique_in_the_cluster(string advice) =>
        Expect.OneAsync("PGR0003", "Keys = KeyMode.ClusterUnique", advice, "[RegistryScope(Keys = KeyMode.ClusterUnique)] public partial class Workers " + Body);

    [Theory]
    [InlineData("Unique")]
    [InlineData("Duplicate")]
    public Task The_other_modes_are_fine(string mode) => Expect.NothingAsync($"[RegistryScope(Keys = KeyMode.{mode})] public partial class Workers {Body}");

    [Theory]
    [InlineData(Key, "Value")]
    [InlineData(Value, "Key")]
    [InlineData(Value + "public record Key<T>(T X);", "Key")]
    public Task No_key_or_no_value(string body, string missing) =>
        Expect.OneAsync("PGR0005", "Workers", $"no nested type '{missing}'", $"[RegistryScope] public partial class Workers {{ {body} }}");

    [Fact]
    public async Task Neither_key_nor_value() =>
        Assert.Equal(2, (await Analysis.FindAsync("[RegistryScope] public partial class Workers;")).Count(found => found.StartsWith("PGR0005", StringComparison.Ordinal)));

    [Theory]
    [InlineData("public sealed class Key { public int Id { get; init; } }")]
    [InlineData("public struct Key { public int Id { get; set; } }")]
    [InlineData("public struct Key : IEquatable<int> { public int Id { get; set; } public bool Equals(int other) => true; }")]
    [InlineData("public enum Key { A }")]
    [InlineData("public interface Key;")]
    public Task A_key_without_value_equality(string key) =>
        Expect.OneAsync("PGR0006", "Key", "record", $"[RegistryScope] public partial class Workers {{ {key} {Value} }}");

    [Theory]
    [InlineData("public sealed record Key(int Id);")]
    [InlineData("public record struct Key { public int Id { get; set; } }")]
    [InlineData("public readonly struct Key(int id) : IEquatable<Key> { public int Id { get; } = id; public bool Equals(Key other) => Id == other.Id; }")]
    public Task A_key_with_value_equality_is_fine(string key) => Expect.NothingAsync($"[RegistryScope] public partial class Workers {{ {key} {Value} }}");

    [Theory]
    [InlineData("abstract partial class Workers ", "is abstract")]
    [InlineData("partial class Workers<T> ", "is generic")]
    [InlineData("partial record Workers ", "is a record")]
    [InlineData("file partial class Workers ", "is local to its file")]
    [InlineData("partial class Workers(int number) ", "has a primary constructor")]
    public Task A_class_that_cannot_be_completed(string declaration, string problem) =>
        Expect.OneAsync("PGR0007", "Workers", problem, "[RegistryScope] " + declaration + Body);

    [Fact]
    public Task A_static_class() => Expect.OneAsync("PGR0007", "Workers", "is static", "[RegistryScope] static partial class Workers " + Body);

    [Fact]
    public Task A_class_within_a_generic_one() =>
        Expect.OneAsync("PGR0007", "Workers", "is nested in a generic type", "partial class Outer<T> { [RegistryScope] partial class Workers " + Body + " }");

    [Theory]
    [InlineData("public", "internal")]
    [InlineData("public", "protected internal")]
    [InlineData("public", "private")]
    [InlineData("internal", "private")]
    [InlineData("internal", "protected")]
    [InlineData("internal", "private protected")]
    public Task A_part_less_accessible_than_the_scope(string scope, string part) =>
        Expect.OneAsync("PGR0008", "Value", "make it public", $"[RegistryScope] {scope} partial class Workers {{ {Key} {part} sealed record Value(int Load); }}");

    [Theory]
    [InlineData("internal", "public")]
    [InlineData("internal", "internal")]
    [InlineData("internal", "protected internal")]
    public Task A_part_as_accessible_as_the_scope_is_fine(string scope, string part) =>
        Expect.NothingAsync($"[RegistryScope] {scope} partial class Workers {{ {Key} {part} sealed record Value(int Load); {part} sealed record Message(int Load); }}");

    [Fact]
    public Task Parts_within_an_internal_container_are_fine() =>
        Expect.NothingAsync("internal partial class Outer { [RegistryScope] public partial class Workers { " + Key + " internal sealed record Value(int Load); } }");

    [Theory]
    [InlineData("Keys = (KeyMode)7", "7 is no key mode")]
    [InlineData("Name = \"\"", "leave it out")]
    [InlineData("Name = \" \"", "leave it out")]
    public Task An_option_with_an_invalid_value(string option, string mentions) =>
        Expect.OneAsync("PGR0009", option, mentions, $"[RegistryScope({option})] public partial class Workers {Body}");

    [Theory]
    [InlineData("public sealed class Audit;", "does not implement 'Workers.IListener'")]
    [InlineData("public interface Audit : Workers.IListener;", "is no class")]
    [InlineData("public struct Audit;", "is no class")]
    [InlineData("public abstract class Audit;", "neither abstract nor static")]
    [InlineData("public static class Audit;", "neither abstract nor static")]
    [InlineData("public class Audit<T>;", "lacks its type arguments")]
    [InlineData("file class Audit;", "is local to its file")]
    public Task A_listener_that_cannot_listen(string declaration, string advice)
    {
        var name = declaration.Contains("<T>", StringComparison.Ordinal) ? "Audit<>" : "Audit";
        return Expect.OneAsync("PGR0010", $"typeof({name})", advice, $"{declaration} [RegistryScope(Listeners = [typeof({name})])] public partial class Workers {Body}");
    }

    [Fact]
    public Task A_listener_that_implements_the_interface_is_fine() => Expect.NothingAsync(
        "public class Audit(int limit) : Workers.IListener { public void Registered(Workers.Key key, Pid pid, Workers.Value value) { } public void Unregistered(Workers.Key key, Pid pid, Workers.Value value, LeaveReason reason) { } }"
        + "[RegistryScope(Listeners = [typeof(Audit)])] public partial class Workers " + Body);
}
