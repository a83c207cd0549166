using PgRegistry.Generators.Tests.Support;

namespace PgRegistry.Generators.Tests;

/// <summary>Which records are put together under guard, because their authors' code may throw; the others have formatters without it.</summary>
public sealed class ConstructionTests
{
    [Theory]
    [InlineData("public record Value(int A) { public int B { get; init; } = 1; public static int C { get; } = Math.Abs(-1); public int D => A / 0; }")]
    [InlineData("public record Value { public Value() { } public int A { get; init; } }")]
    [InlineData("public record Value(int A, int B) : Ancestor(A); public abstract record Ancestor(int A) { public int C { get; init; } }")]
    [InlineData("public record Value(int A) : Ancestor; public record Ancestor { protected Ancestor() { } }")]
    [InlineData("public record Value(int A, string B) : Middle<string>(B, A); public record Middle<T>(T B, int A) : Ancestor(A); public record Ancestor(int A);")]
    [InlineData("public partial record Value(int A); public partial record Value : Ancestor { public int B { get; init; } } public record Ancestor;")]
    public void Plain_records_have_no_guard(string value) => Assert.DoesNotContain("catch", FormattersOf(value), StringComparison.Ordinal);

    [Theory]
    [InlineData("public record Value { public Value(int a) => A = a; public int A { get; } }")]
    [InlineData("public record Value { public Value() { Console.WriteLine(); } public int A { get; init; } }")]
    [InlineData("public record Value(int A) { public int B { get; init; } = Math.Abs(1); }")]
    [InlineData("public record Value(int A) : Ancestor(A + 1); public record Ancestor(int A);")]
    [InlineData("public record Value(int A, Code C) : Ancestor(C); public record Ancestor(int B); public record struct Code(int B) { public static implicit operator int(Code code) => 1 / code.B; }")]
    [InlineData("public record Value(int A) : Ancestor(Made) { public static int Made => 1; } public record Ancestor(int B);")]
    [InlineData("public record Value(int A) : Ancestor(A); public record Ancestor { protected Ancestor(int a) => A = a; public int A { get; init; } }")]
    [InlineData("public record Value(int A) : Ancestor; public record Ancestor { protected Ancestor() => Console.WriteLine(); }")]
    [InlineData("public record Value(int A) : Middle(A); public record Middle(int A) : Ancestor(A); public record Ancestor(int A) { public int B { get; init; } = Math.Abs(A); }")]
    [InlineData("public record Value(int A) : Ancestor(A); public record Ancestor(int A, int B = 0);")]
    public void Records_that_run_code_are_guarded(string value) => Assert.Contains("catch", FormattersOf(value), StringComparison.Ordinal);

    private static string FormattersOf(string value)
    {
        var run = Generated.From($"using System; [PgRegistry.RegistryScope] public partial class S {{ public readonly record struct Key(int A); {value} }}");
        Assert.DoesNotContain("error", run.Complaints(), StringComparison.Ordinal);
        return run.Files["S.Wire.g.cs"];
    }
}
