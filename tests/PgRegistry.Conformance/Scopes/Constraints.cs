namespace PgRegistry.Conformance.Scopes;

/// <summary>The parts of recorded patterns as the library's constraints; null constrains nothing.</summary>
internal static class Constraints
{
    public static TextConstraint On(string? literal) => literal is null ? new TextConstraint() : literal;

    public static RangeConstraint<int> On(int? literal) => literal is { } number ? number : new RangeConstraint<int>();

    public static RangeConstraint<int> On((string Operator, int Operand)? comparison) => comparison switch
    {
        null => new(),
        ("==", var operand) => new() { EqualTo = operand },
        ("/=", var operand) => new() { Not = operand },
        ("<", var operand) => new() { Below = operand },
        ("=<", var operand) => new() { AtMost = operand },
        (">", var operand) => new() { Above = operand },
        (">=", var operand) => new() { AtLeast = operand },
        _ => throw new InvalidDataException($"\"{comparison.Value.Operator}\" is no comparison."),
    };
}
