namespace PgRegistry.Tests.Patterns;

/// <summary>What every constraint can say: equal, not equal, one of several.</summary>
public sealed class ConstraintTests
{
    [Fact]
    public void What_is_not_set_allows_anything()
    {
        Assert.True(new Constraint<bool>().Allows(false));
        Assert.True(new Constraint<Guid?>().Allows(null));
        Assert.True(new RangeConstraint<double>().Allows(double.NaN));
        Assert.True(new RangeConstraint<int?>().Allows(null));
        Assert.True(new TextConstraint().Allows(null));
        Assert.True(new TextConstraint().Allows(""));
    }

    [Fact]
    public void What_is_not_set_reads_as_nothing()
    {
        var load = new RangeConstraint<int>();
        var text = new TextConstraint();

        Assert.Equal((0, 0, 0, 0, 0, 0), (load.EqualTo, load.Not, load.AtLeast, load.AtMost, load.Above, load.Below));
        Assert.Empty(load.OneOf);
        Assert.Equal((null, null, null), (text.StartsWith, text.EndsWith, text.Contains));
        Assert.Equal((null, null), (text.EqualTo, text.AtLeast));
        Assert.True(load.Allows(7), "reading set something");
    }

    [Fact]
    public void What_was_set_can_be_read()
    {
        var load = new RangeConstraint<int> { EqualTo = 1, Not = 2, OneOf = [3, 4], AtLeast = 5, AtMost = 6, Above = 7, Below = 8 };
        var text = new TextConstraint { StartsWith = "a", EndsWith = "b", Contains = "c" };

        Assert.Equal((1, 2, 5, 6, 7, 8), (load.EqualTo, load.Not, load.AtLeast, load.AtMost, load.Above, load.Below));
        Assert.Equal([3, 4], load.OneOf);
        Assert.Equal(("a", "b", "c"), (text.StartsWith, text.EndsWith, text.Contains));
    }

    [Fact]
    public void EqualTo_allows_only_what_is_equal()
    {
        Constraints.Check(new RangeConstraint<int> { EqualTo = 3 }, allowed: [3], refused: [2, 4, 0]);
        Constraints.Check(new Constraint<bool> { EqualTo = false }, allowed: [false], refused: [true]);
        Constraints.Check(new TextConstraint { EqualTo = "a" }, allowed: ["a"], refused: ["A", "", "aa", null]);
        Constraints.Check(new RangeConstraint<int?> { EqualTo = null }, allowed: [null], refused: [0, 1]);
        Constraints.Check(new RangeConstraint<int> { EqualTo = 0 }, allowed: [0], refused: [1]);
    }

    [Fact]
    public void Not_allows_all_but_what_is_equal()
    {
        Constraints.Check(new RangeConstraint<int> { Not = 3 }, allowed: [2, 4], refused: [3]);
        Constraints.Check(new RangeConstraint<int> { Not = 0 }, allowed: [1], refused: [0]);
        Constraints.Check(new TextConstraint { Not = "a" }, allowed: ["A", "", null], refused: ["a"]);
        Constraints.Check(new TextConstraint { Not = null }, allowed: ["A", ""], refused: [null]);
        Constraints.Check(new RangeConstraint<int?> { Not = null }, allowed: [0, 1], refused: [null]);
        Constraints.Check(new Constraint<Guid?> { Not = Guid.Empty }, allowed: [null, Guid.AllBitsSet], refused: [Guid.Empty]);
    }

    [Fact]
    public void OneOf_allows_what_is_equal_to_one()
    {
        Constraints.Check(new RangeConstraint<int> { OneOf = [1, 3] }, allowed: [1, 3], refused: [2, 0]);
        Constraints.Check(new RangeConstraint<int?> { OneOf = [1, null] }, allowed: [1, null], refused: [2, 0]);
        Constraints.Check(new TextConstraint { OneOf = ["a", null, ""] }, allowed: ["a", null, ""], refused: ["A", "b"]);
        Constraints.Check(new TextConstraint { OneOf = ["a"] }, allowed: ["a"], refused: [null]);
        Constraints.Check(new RangeConstraint<double> { OneOf = [double.NaN, 0] }, allowed: [double.NaN, -0.0], refused: [1]);
        Constraints.Check(new TextConstraint { OneOf = [] }, allowed: [], refused: ["a", "", null]);
        Constraints.Check(new Constraint<bool> { OneOf = [] }, allowed: [], refused: [true, false]);
    }

    [Fact]
    public void OneOf_is_copied_and_never_null()
    {
        var list = new List<int> { 1, 2 };
        var load = new RangeConstraint<int> { OneOf = list };
        list[0] = 9;

        Constraints.Check(load, allowed: [1, 2], refused: [9]);
        Assert.Throws<ArgumentNullException>(() => load.OneOf = null!);
        Constraints.Check(load, allowed: [1, 2], refused: [9]);
    }

    [Fact]
    public void All_that_is_set_has_to_hold()
    {
        Constraints.Check(new RangeConstraint<int> { OneOf = [1, 2, 3], Not = 2 }, allowed: [1, 3], refused: [2, 4]);
        Constraints.Check(new RangeConstraint<int> { EqualTo = 2, OneOf = [1, 2, 3] }, allowed: [2], refused: [1, 3]);
        Constraints.Check(new RangeConstraint<int?> { Not = null, OneOf = [null, 1] }, allowed: [1], refused: [null, 2]);
        Constraints.Check(new RangeConstraint<int> { EqualTo = 1, Not = 1 }, allowed: [], refused: [0, 1, 2]);
        Constraints.Check(new RangeConstraint<int> { EqualTo = 1, OneOf = [2] }, allowed: [], refused: [1, 2]);
        Constraints.Check(new TextConstraint { EqualTo = null, Not = null }, allowed: [], refused: [null, ""]);
    }

    [Fact]
    public void What_is_set_again_is_replaced()
    {
        Constraints.Check(new RangeConstraint<int> { EqualTo = 1, Not = 1, OneOf = [1] }.Then(load => (load.EqualTo, load.Not, load.OneOf) = (2, 3, [2, 3])), allowed: [2], refused: [1, 3]);
        Constraints.Check(new TextConstraint { Not = null }.Then(text => text.Not = "a"), allowed: [null, "b"], refused: ["a"]);
        Constraints.Check(new TextConstraint { StartsWith = "a", EndsWith = "a", Contains = "a" }.Then(text => (text.StartsWith, text.EndsWith, text.Contains) = ("b", "d", "c")), allowed: ["bcd"], refused: ["aaa"]);
    }

    [Fact]
    public void Null_that_is_assigned_is_the_only_thing_that_matches()
    {
        string? noText = null;
        int? noNumber = null;
        TextConstraint text = noText;
        RangeConstraint<int?> number = noNumber;

        Constraints.Check(text, allowed: [null], refused: ["", "a"]);
        Constraints.Check(number, allowed: [null], refused: [0]);
    }

    [Fact]
    public void A_value_converts_to_a_constraint_that_only_it_meets()
    {
        RangeConstraint<long> total = 3;
        RangeConstraint<byte> small = 3;
        RangeConstraint<double> load = 3;
        RangeConstraint<long?> perhaps = 3;
        RangeConstraint<char> grade = 'b';
        RangeConstraint<Zone> zone = Zone.East;
        RangeConstraint<Level?> level = Level.High;
        Constraint<bool> flag = true;
        TextConstraint text = "a";

        Constraints.Check(total, allowed: [3], refused: [2, 4]);
        Constraints.Check<byte>(small, allowed: [3], refused: [2, 4]);
        Constraints.Check(load, allowed: [3], refused: [2.5, double.NaN]);
        Constraints.Check(perhaps, allowed: [3], refused: [null, 2]);
        Constraints.Check(grade, allowed: ['b'], refused: ['B', 'a']);
        Constraints.Check(zone, allowed: [Zone.East], refused: [Zone.None, Zone.Top]);
        Constraints.Check(level, allowed: [Level.High], refused: [null, Level.Low]);
        Constraints.Check(flag, allowed: [true], refused: [false]);
        Constraints.Check(text, allowed: ["a"], refused: [null, "b"]);
    }

    [Fact]
    public void Equality_is_that_of_the_type()
    {
        Constraints.Check(new RangeConstraint<double> { EqualTo = 0.0 }, allowed: [0.0, -0.0], refused: [double.NaN, double.Epsilon]);
        Constraints.Check(new RangeConstraint<double> { EqualTo = double.NaN }, allowed: [double.NaN, -double.NaN], refused: [0]);
        Constraints.Check(new RangeConstraint<double> { Not = double.NaN }, allowed: [0], refused: [double.NaN]);
        Constraints.Check(new RangeConstraint<float> { Not = -0.0f }, allowed: [float.NaN], refused: [0.0f]);
        Constraints.Check(new RangeConstraint<decimal> { EqualTo = 1.50m }, allowed: [1.5m, 1.500m], refused: [1.51m]);
        Constraints.Check(new RangeConstraint<decimal> { OneOf = [1m] }, allowed: [1.00m], refused: [1.01m]);
        Constraints.Check(new TextConstraint { EqualTo = "e\u0301" }, allowed: ["e\u0301"], refused: ["\u00e9"]);
    }
}
