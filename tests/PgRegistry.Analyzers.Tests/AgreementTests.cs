using PgRegistry.Analyzers.Tests.Support;

namespace PgRegistry.Analyzers.Tests;

/// <summary>The generator skips exactly what an analyzer reports: a class is never left incomplete without a word.</summary>
public sealed class AgreementTests
{
    private static readonly string[] s_attributes =
        ["[RegistryScope]", "[RegistryScope(Keys = KeyMode.Unique, Name = \"n\")]", "[RegistryScope(Keys = KeyMode.ClusterUnique)]", "[RegistryScope(Partitions = 2)]", "[RegistryScope(Name = \"\")]", "[RegistryScope(Listeners = [typeof(int)])]"];

    private static readonly string[] s_classes =
        ["public partial class S", "internal sealed partial class S", "public class S", "public abstract partial class S", "public partial class S<T>", "public partial class S()", "public partial record S", "file partial class S"];

    private static readonly string[] s_bodies =
    [
        "{ public record struct Key(int A); public record Value(int A); }",
        "{ public record struct Key(int A); internal record Value(int A); public record Message(Key Key, Value Value); }",
        "{ public record struct Key(int A); }",
        "{ public record Value(int A); }",
        "{ public class Key; public record Value; }",
        "{ public record struct Key(int A); public class Value; }",
        "{ public record struct Key(int A); public record Value(int A); public class Message; }",
        "{ public record struct Key(Version A); public record Value(int A); }",
        "{ public record struct Key(int[] A); public record Value(int A); }",
        "{ public record struct Key(int A); public record Value(int[] A); }",
        "{ public record struct Key(int A); public record Value(int A); private record Message(int A); }",
        "{ public record struct Key(int A); public record Value(Value A); }",
        "{ public record struct Key(int A); public record Value(int A); public abstract record Message { internal record Said(int A) : Message; } }",
        "{ public record struct Key(int A); public record Value(int A); public abstract record Message; }",
        "{ public record struct Key(int A); public record Value(int A); public abstract record Message { private record Said : Message; } }",
        "{ public record struct Key(int A); public record Value(int A); public abstract record Message { public record Said<T> : Message; } }",
    ];

    [Fact]
    public async Task A_scope_is_either_generated_or_reported()
    {
        var generated = 0;
        var sources =
            from attribute in s_attributes
            from declaration in s_classes
            from body in s_bodies
            select $"{attribute} {declaration} {body}";
        foreach (var source in sources)
        {
            var (found, files) = await Analysis.RunAsync(source);

            Assert.True(files == 2 ^ found.Count > 0, $"{files} files and [{string.Join("; ", found)}] for\n{source}");
            generated += files / 2;
        }

        // Two attributes are right; the first body goes with two classes, the second and the first with a union with the internal one.
        Assert.Equal(2 * 4, generated);
    }
}
