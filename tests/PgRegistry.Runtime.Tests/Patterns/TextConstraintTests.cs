namespace PgRegistry.Tests.Patterns;

/// <summary>Texts: parts of them and their order, always ordinal.</summary>
public sealed class TextConstraintTests
{
    [Fact]
    public void Each_part_alone()
    {
        Constraints.Check(new TextConstraint { StartsWith = "ab" }, allowed: ["ab", "abc"], refused: ["a", "Abc", "cab", "", null]);
        Constraints.Check(new TextConstraint { EndsWith = "ab" }, allowed: ["ab", "cab"], refused: ["b", "cAb", "abc", "", null]);
        Constraints.Check(new TextConstraint { Contains = "ab" }, allowed: ["ab", "cabc"], refused: ["a", "cAbc", "", null]);
    }

    [Fact]
    public void Parts_together_and_with_the_rest()
    {
        Constraints.Check(new TextConstraint { StartsWith = "a", EndsWith = "c", Contains = "b" }, allowed: ["abc", "a-b-c"], refused: ["ac", "ab", "bc"]);
        Constraints.Check(new TextConstraint { StartsWith = "ab", EndsWith = "bc" }, allowed: ["abc", "abbc"], refused: ["ab", "bc"]);
        Constraints.Check(new TextConstraint { StartsWith = "a", Not = "ab" }, allowed: ["a", "abc"], refused: ["ab", "b"]);
        Constraints.Check(new TextConstraint { StartsWith = "a", OneOf = ["ab", "b", null] }, allowed: ["ab"], refused: ["b", "a", null]);
        Constraints.Check(new TextConstraint { StartsWith = "a", AtLeast = "b" }, allowed: [], refused: ["a", "b", null]);
        Constraints.Check(new TextConstraint { EqualTo = null, Contains = "" }, allowed: [], refused: [null, ""]);
        Constraints.Check(new TextConstraint { Contains = "b", Above = "ab", AtMost = "b" }, allowed: ["abc", "b"], refused: ["ab", "bb", "c"]);
    }

    [Fact]
    public void Every_text_has_the_empty_one_in_it_and_null_has_not()
    {
        Constraints.Check(new TextConstraint { StartsWith = "" }, allowed: ["", "a"], refused: [null]);
        Constraints.Check(new TextConstraint { EndsWith = "" }, allowed: ["", "a"], refused: [null]);
        Constraints.Check(new TextConstraint { Contains = "" }, allowed: ["", "a"], refused: [null]);
        Constraints.Check(new TextConstraint { AtLeast = "" }, allowed: ["", "a"], refused: [null]);
        Constraints.Check(new TextConstraint { Above = "" }, allowed: ["a"], refused: ["", null]);
    }

    [Fact]
    public void The_order_is_that_of_code_units()
    {
        Constraints.Check(new TextConstraint { AtLeast = "a" }, allowed: ["a", "aa", "é", "b"], refused: ["A", "Z", "", null]);
        Constraints.Check(new TextConstraint { Below = "a" }, allowed: ["A", "Z", "", "_"], refused: ["a", "b", null]);
        Constraints.Check(new TextConstraint { Above = "Z", AtMost = "a" }, allowed: ["[", "_", "a", "ZZ"], refused: ["Z", "b", "aa", "A"]);
        Constraints.Check(new TextConstraint { AtLeast = "co-op" }, allowed: ["coop"], refused: ["co op"]);

        // A pair of surrogates stands before the last of the basic plane.
        Constraints.Check(new TextConstraint { Below = "\uffff" }, allowed: ["\U0001F600"], refused: ["\uffff"]);
    }

    [Fact]
    public void Parts_are_found_by_code_units_too()
    {
        Constraints.Check(new TextConstraint { StartsWith = "e" }, allowed: ["e\u0301"], refused: ["\u00e9"]);
        Constraints.Check(new TextConstraint { Contains = "\u00ad" }, allowed: ["a\u00adb"], refused: ["ab"]);
        Constraints.Check(new TextConstraint { EndsWith = "\0" }, allowed: ["a\0"], refused: ["a"]);
        Constraints.Check(new TextConstraint { Contains = "ss" }, allowed: ["ss"], refused: ["ß"]);
    }

    [Fact]
    public void A_part_is_never_null()
    {
        var text = new TextConstraint { StartsWith = "a" };

        foreach (var (name, set) in new (string, Action)[]
        {
            ("StartsWith", () => text.StartsWith = null!),
            ("EndsWith", () => text.EndsWith = null!),
            ("Contains", () => text.Contains = null!),
        })
        {
            var refused = Assert.Throws<ArgumentNullException>(set);
            Assert.Contains($"{name} is null; to match null, assign null to the member itself.", refused.Message, StringComparison.Ordinal);
        }

        Constraints.Check(text, allowed: ["a"], refused: ["b", null]);
    }
}
