namespace PgRegistry.Tests.Patterns;

/// <summary>Bounds, of everything that has an order.</summary>
public sealed class RangeConstraintTests
{
    [Fact]
    public void Each_bound_alone()
    {
        Constraints.Check(new RangeConstraint<int> { AtLeast = 3 }, allowed: [3, 4, int.MaxValue], refused: [2, -3]);
        Constraints.Check(new RangeConstraint<int> { AtMost = 3 }, allowed: [3, 2, int.MinValue], refused: [4]);
        Constraints.Check(new RangeConstraint<int> { Above = 3 }, allowed: [4], refused: [3, 2]);
        Constraints.Check(new RangeConstraint<int> { Below = 3 }, allowed: [2, int.MinValue], refused: [3, 4]);
        Constraints.Check(new RangeConstraint<int> { AtLeast = 0 }, allowed: [0], refused: [-1]);
    }

    [Fact]
    public void Bounds_together_and_with_the_rest()
    {
        Constraints.Check(new RangeConstraint<int> { AtLeast = 3, Below = 5 }, allowed: [3, 4], refused: [2, 5]);
        Constraints.Check(new RangeConstraint<int> { Above = 3, AtMost = 5 }, allowed: [4, 5], refused: [3, 6]);
        Constraints.Check(new RangeConstraint<int> { AtLeast = 3, Above = 3, AtMost = 6, Below = 6 }, allowed: [4, 5], refused: [3, 6]);
        Constraints.Check(new RangeConstraint<int> { AtLeast = 3, Not = 4, OneOf = [2, 3, 4, 5] }, allowed: [3, 5], refused: [2, 4, 6]);
        Constraints.Check(new RangeConstraint<int> { EqualTo = 4, AtLeast = 3 }, allowed: [4], refused: [3, 5]);
        Constraints.Check(new RangeConstraint<int> { EqualTo = 2, AtLeast = 3 }, allowed: [], refused: [2, 3]);
        Constraints.Check(new RangeConstraint<int> { AtLeast = 5, AtMost = 4 }, allowed: [], refused: [4, 5]);
        Constraints.Check(new RangeConstraint<int> { Above = 4, Below = 5 }, allowed: [], refused: [4, 5]);
    }

    [Fact]
    public void A_bound_that_is_set_again_is_replaced() =>
        Constraints.Check(
            new RangeConstraint<int> { AtLeast = 8, AtMost = 1, Above = 8, Below = 1 }.Then(load => (load.AtLeast, load.AtMost, load.Above, load.Below) = (2, 5, 2, 5)),
            allowed: [3, 4],
            refused: [2, 5, 8, 1]);

    [Fact]
    public void Null_is_in_no_range()
    {
        Constraints.Check(new RangeConstraint<int?> { AtLeast = int.MinValue }, allowed: [int.MinValue, 0], refused: [null]);
        Constraints.Check(new RangeConstraint<int?> { AtMost = int.MaxValue }, allowed: [0], refused: [null]);
        Constraints.Check(new RangeConstraint<int?> { Above = int.MinValue }, allowed: [0], refused: [null, int.MinValue]);
        Constraints.Check(new RangeConstraint<int?> { Below = 0 }, allowed: [-1], refused: [null, 0]);
        Constraints.Check(new RangeConstraint<int?> { EqualTo = null, Below = 0 }, allowed: [], refused: [null, -1]);
        Constraints.Check(new RangeConstraint<int?> { OneOf = [null, -1], Below = 0 }, allowed: [-1], refused: [null, 0]);
    }

    [Fact]
    public void What_is_not_a_number_is_in_no_range()
    {
        Constraints.Check(new RangeConstraint<double> { AtMost = double.PositiveInfinity }, allowed: [double.NegativeInfinity, 0], refused: [double.NaN]);
        Constraints.Check(new RangeConstraint<double> { Below = 1 }, allowed: [0], refused: [double.NaN]);
        Constraints.Check(new RangeConstraint<double> { AtLeast = double.NegativeInfinity }, allowed: [double.NegativeInfinity, 0], refused: [double.NaN]);
        Constraints.Check(new RangeConstraint<float> { Below = 1 }, allowed: [0], refused: [float.NaN]);
        Constraints.Check(new RangeConstraint<Half> { AtMost = Half.MaxValue }, allowed: [Half.Zero], refused: [Half.NaN]);
        Constraints.Check(new RangeConstraint<double?> { Below = 1 }, allowed: [0], refused: [double.NaN, null]);
        Constraints.Check(new RangeConstraint<float?> { Below = 1 }, allowed: [0], refused: [float.NaN, null]);
        Constraints.Check(new RangeConstraint<Half?> { AtMost = Half.MaxValue }, allowed: [Half.Zero], refused: [Half.NaN, null]);
        Constraints.Check(new RangeConstraint<double> { EqualTo = double.NaN, AtMost = 1 }, allowed: [], refused: [double.NaN, 1]);
    }

    [Fact]
    public void The_two_zeros_and_the_scales_of_a_decimal_are_equal()
    {
        Constraints.Check(new RangeConstraint<double> { AtLeast = 0.0 }, allowed: [-0.0, 0.0], refused: [-double.Epsilon]);
        Constraints.Check(new RangeConstraint<double> { Above = -0.0 }, allowed: [double.Epsilon], refused: [0.0, -0.0]);
        Constraints.Check(new RangeConstraint<Half> { Below = Half.Zero }, allowed: [-Half.Epsilon], refused: [Half.NegativeZero, Half.Zero]);
        Constraints.Check(new RangeConstraint<decimal> { Above = 1.5m }, allowed: [1.501m], refused: [1.500m]);
        Constraints.Check(new RangeConstraint<decimal> { AtLeast = 1.500m }, allowed: [1.5m], refused: [1.49m]);
    }

    [Fact]
    public void Every_type_with_an_order_has_ranges()
    {
        Constraints.Check(new RangeConstraint<char> { AtLeast = 'b', Below = 'd' }, allowed: ['b', 'c'], refused: ['a', 'd', 'B']);
        Constraints.Check<sbyte>(new RangeConstraint<sbyte> { Below = 0 }, allowed: [sbyte.MinValue], refused: [0]);
        Constraints.Check(new RangeConstraint<ulong> { AtLeast = 1ul << 63 }, allowed: [ulong.MaxValue], refused: [(1ul << 63) - 1]);
        Constraints.Check(new RangeConstraint<Int128> { Below = 0 }, allowed: [Int128.MinValue], refused: [0]);
        Constraints.Check<UInt128>(new RangeConstraint<UInt128> { Above = 0 }, allowed: [UInt128.MaxValue], refused: [0]);
        Constraints.Check(new RangeConstraint<Zone> { AtLeast = Zone.East }, allowed: [Zone.East, Zone.Top], refused: [Zone.None]);
        Constraints.Check(new RangeConstraint<Level> { Below = Level.High }, allowed: [Level.Low, Level.None], refused: [Level.High]);
        Constraints.Check(new RangeConstraint<Level?> { AtLeast = Level.None }, allowed: [Level.None, Level.High], refused: [null, Level.Low]);
        Constraints.Check(new RangeConstraint<Zone?> { AtMost = Zone.Top }, allowed: [Zone.None, Zone.Top], refused: [null]);
        Constraints.Check(new RangeConstraint<char?> { Above = 'a' }, allowed: ['b'], refused: [null, 'a']);
    }

    [Fact]
    public void A_bound_without_a_place_in_the_order_is_refused()
    {
        var number = new RangeConstraint<double?> { AtLeast = 1, AtMost = 1 };
        var half = new RangeConstraint<Half>();
        var single = new RangeConstraint<float>();
        var text = new TextConstraint { AtLeast = "a" };

        Refused("AtLeast is null", () => number.AtLeast = null!);
        Refused("AtMost is null", () => number.AtMost = null!);
        Refused("Above is null", () => number.Above = null!);
        Refused("Below is null", () => number.Below = null!);
        Refused("AtLeast is not a number", () => number.AtLeast = double.NaN);
        Refused("AtMost is not a number", () => number.AtMost = double.NaN);
        Refused("Above is not a number", () => half.Above = Half.NaN);
        Refused("Below is not a number", () => single.Below = float.NaN);
        Refused("AtLeast is null", () => text.AtLeast = null!);
        Constraints.Check(number, allowed: [1], refused: [null, 2, double.NaN]);
        Constraints.Check(text, allowed: ["a"], refused: [null]);
        Constraints.Check(half, allowed: [Half.NaN], refused: []);
    }

    private static void Refused(string reason, Action set)
    {
        var refused = Assert.Throws<ArgumentException>(set);
        Assert.Equal("value", refused.ParamName);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains("no place in the order", refused.Message, StringComparison.Ordinal);
        Assert.Contains("assign it to the member itself", refused.Message, StringComparison.Ordinal);
    }
}
