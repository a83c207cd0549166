using PgRegistry.CodeFixes.Tests.Support;

namespace PgRegistry.CodeFixes.Tests;

public sealed class DeclarationFixTests
{
    private const string Body = "{ public readonly record struct Key(int Id); public sealed record Value(int Load); }";

    [Theory]
    [InlineData("[RegistryScope]\npublic class Workers " + Body, "[RegistryScope]\npublic partial class Workers " + Body)]
    [InlineData("// Jobs.\n[RegistryScope] class Workers " + Body, "// Jobs.\n[RegistryScope] partial class Workers " + Body)]
    [InlineData("// Outer.\nclass Outer\n{\n    [RegistryScope] public partial class Workers " + Body + "\n}", "// Outer.\npartial class Outer\n{\n    [RegistryScope] public partial class Workers " + Body + "\n}")]
    public Task A_class_becomes_partial(string before, string after) => Expect.FixedAsync("PGR0001", before, after);

    [Fact]
    public Task All_classes_become_partial() => Expect.AllFixedAsync("PGR0001", number => $"[RegistryScope] public class Workers{number} {Body}");

    [Fact]
    public async Task A_class_and_the_class_around_it_become_partial_together()
    {
        using var project = new ProjectUnderFix($"public class Outer {{ [RegistryScope] public class Workers {Body} }}");
        await project.ApplyToAllAsync("PGR0001", Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document);
        Assert.Equal($"public partial class Outer {{ [RegistryScope] public partial class Workers {Body} }}", project.Text());
    }

    [Theory]
    [InlineData("PGR0002", "(Partitions = 4)", "()")]
    [InlineData("PGR0002", "(Name = \"w\", Partitions = 4)", "(Name = \"w\")")]
    [InlineData("PGR0009", "(Name = \"\", Keys = KeyMode.Unique)", "(Keys = KeyMode.Unique)")]
    [InlineData("PGR0009", "(Keys = (KeyMode)7)", "()")]
    [InlineData("PGR0003", "(Keys = KeyMode.ClusterUnique)", "(Keys = KeyMode.Unique)")]
    [InlineData("PGR0003", "(Keys = (KeyMode)2)", "(Keys = PgRegistry.KeyMode.Unique)")]
    public Task An_option_is_taken_out_or_corrected(string id, string before, string after) =>
        Expect.FixedAsync(id, $"[RegistryScope{before}]\npublic partial class Workers {Body}", $"[RegistryScope{after}]\npublic partial class Workers {Body}");

    [Theory]
    [InlineData("PGR0002", "(Partitions = 4)")]
    [InlineData("PGR0003", "(Keys = KeyMode.ClusterUnique)")]
    [InlineData("PGR0009", "(Name = \"\")")]
    public Task All_options_are_taken_out_or_corrected(string id, string option) =>
        Expect.AllFixedAsync(id, number => $"[RegistryScope{option}] public partial class Workers{number} {Body}");

    [Theory]
    [InlineData("PGR0006", "public sealed class Key { public int Id { get; init; } }", "public sealed record Key { public int Id { get; init; } }")]
    [InlineData("PGR0006", "/// <summary>Key.</summary>\n    sealed public class Key(int id)\n    {\n        public int Id { get; } = id;\n    }", "/// <summary>Key.</summary>\n    sealed public record Key(int id)\n    {\n        public int Id { get; } = id;\n    }", true)]
    [InlineData("PGR0006", "public struct Key { public int Id { get; init; } }", "public record struct Key { public int Id { get; init; } }")]
    [InlineData("PGR0006", "public readonly struct Key { public int Id { get; init; } }", "public readonly record struct Key { public int Id { get; init; } }")]
    public async Task A_key_becomes_a_record(string id, string before, string after, bool keepsSomething = false)
    {
        string Source(string key) => $"[RegistryScope]\npublic partial class Workers\n{{\n    {key}\n    public sealed record Value(int Load);\n}}";
        using var project = new ProjectUnderFix(Source(before));
        await project.ApplyAsync(id);
        Assert.Equal(Source(after), project.Text());
        if (!keepsSomething)
        {
            await project.CompilesAsync();
        }
    }

    [Fact]
    public Task A_value_becomes_a_record() => Expect.FixedAsync(
        "PGR0004",
        "[RegistryScope]\npublic partial class Workers { public record struct Key(int Id); public sealed class Value { public int Load { get; init; } } }",
        "[RegistryScope]\npublic partial class Workers { public record struct Key(int Id); public sealed record Value { public int Load { get; init; } } }");

    [Fact]
    public Task All_keys_become_records() => Expect.AllFixedAsync(
        "PGR0006", number => $"[RegistryScope] public partial class Workers{number} {{ public class Key {{ public int Id {{ get; init; }} }} public record Value(int Load); }}");

    [Theory]
    [InlineData("PGR0006", "public enum Key { A }")]
    [InlineData("PGR0006", "public interface Key;")]
    [InlineData("PGR0006", "public sealed class Key : Exception;")]
    [InlineData("PGR0006", "public sealed class Key { public override bool Equals(object? other) => true; public override int GetHashCode() => 1; }")]
    [InlineData("PGR0006", "public partial class Key; public partial class Key;")]
    [InlineData("PGR0004", "public sealed record Key(Version Home);")]
    public Task A_key_that_cannot_simply_become_a_record_is_left(string id, string key) =>
        Expect.NothingOfferedAsync(id, $"[RegistryScope] public partial class Workers {{ {key} public sealed record Value(int Load); }}");

    [Theory]
    [InlineData("public static partial class Workers", "public partial class Workers")]
    [InlineData("// Jobs.\nabstract partial class Workers", "// Jobs.\npartial class Workers")]
    [InlineData("file partial class Workers", "partial class Workers")]
    public Task A_scope_becomes_an_ordinary_class(string before, string after) =>
        Expect.FixedAsync("PGR0007", $"[RegistryScope]\n{before} {Body}", $"[RegistryScope]\n{after} {Body}");

    [Fact]
    public Task All_scopes_become_ordinary_classes() => Expect.AllFixedAsync("PGR0007", number => $"[RegistryScope] public abstract partial class Workers{number} {Body}");

    [Theory]
    [InlineData("partial class Workers<T>")]
    [InlineData("partial class Workers(int number)")]
    [InlineData("partial record Workers")]
    public Task A_scope_of_another_form_is_left(string declaration) => Expect.NothingOfferedAsync("PGR0007", $"[RegistryScope] {declaration} {Body}");

    [Theory]
    [InlineData("PGR0005", "[RegistryScope]\npublic partial class Workers\n{\n    public sealed record Value(int Load);\n}", "[RegistryScope]\npublic partial class Workers\n{\n    public readonly record struct Key(string Name);\n\n    public sealed record Value(int Load);\n}")]
    [InlineData("PGR0005", "[RegistryScope]\npublic partial class Workers\n{\n    public record struct Key(int Id);\n    public record Message(int Id);\n}", "[RegistryScope]\npublic partial class Workers\n{\n    public record struct Key(int Id);\n\n    public sealed record Value(string Role);\n\n    public record Message(int Id);\n}")]
    public Task A_missing_part_is_declared(string id, string before, string after) => Expect.FixedAsync(id, before, after);

    [Fact]
    public async Task Both_missing_parts_are_declared_one_after_the_other()
    {
        using var project = new ProjectUnderFix("[RegistryScope]\npublic partial class Workers;\n");
        await project.ApplyAsync("PGR0005");
        await project.ApplyAsync("PGR0005");
        Assert.Equal("[RegistryScope]\npublic partial class Workers\n{\n    public readonly record struct Key(string Name);\n\n    public sealed record Value(string Role);\n}\n", project.Text());
        await project.CompilesAsync();
    }

    [Fact]
    public Task All_missing_values_are_declared() =>
        Expect.AllFixedAsync("PGR0005", number => $"[RegistryScope] public partial class Workers{number} {{ public record struct Key(int Id); }}");

    [Theory]
    [InlineData("internal readonly record struct Key(int Id);", "public readonly record struct Key(int Id);")]
    [InlineData("record Key(int Id);", "public record Key(int Id);")]
    [InlineData("private protected record Key(int Id);", "public record Key(int Id);")]
    public Task A_part_becomes_public(string before, string after) => Expect.FixedAsync(
        "PGR0008",
        $"[RegistryScope]\npublic partial class Workers\n{{\n    // A key.\n    {before}\n    public sealed record Value(int Load);\n}}",
        $"[RegistryScope]\npublic partial class Workers\n{{\n    // A key.\n    {after}\n    public sealed record Value(int Load);\n}}");

    [Fact]
    public Task All_parts_become_public() =>
        Expect.AllFixedAsync("PGR0008", number => $"[RegistryScope] public partial class Workers{number} {{ internal record struct Key(int Id); private record Value(int Load); }}");
}
