namespace PgRegistry.Tests.Patterns;

/// <summary>A scan asks a pattern about every entry, so asking allocates nothing.</summary>
public sealed class ConstraintAllocationTests
{
    [Fact]
    public void Numbers()
    {
        AllocatesNothing(new RangeConstraint<int> { Not = 2, OneOf = [1, 3], AtLeast = 1, Below = 5 }, 3, 4);
        AllocatesNothing(new RangeConstraint<int?> { Not = 2, OneOf = [1, 3], AtLeast = 1, Below = 5 }, 3, null);
        AllocatesNothing(new RangeConstraint<double> { Not = 2, OneOf = [1, 3], AtLeast = 1, Below = 5 }, 3, double.NaN);
        AllocatesNothing(new RangeConstraint<double?> { Not = 2, OneOf = [1, 3], AtMost = 5, Above = 1 }, 3, null);
        AllocatesNothing(new RangeConstraint<float> { Not = 2, AtMost = 5, Above = 1 }, 3, float.NaN);
        AllocatesNothing(new RangeConstraint<Half> { AtMost = Half.MaxValue, OneOf = [Half.One] }, Half.One, Half.NaN);
        AllocatesNothing(new RangeConstraint<decimal> { Not = 2, OneOf = [1, 3], AtLeast = 1, Below = 5 }, 3, 4);
        AllocatesNothing(new RangeConstraint<Int128> { Not = 2, OneOf = [1, 3], AtLeast = 1, Below = 5 }, 3, 4);
    }

    [Fact]
    public void Enums_and_the_rest()
    {
        AllocatesNothing(new RangeConstraint<Level> { Not = Level.None, OneOf = [Level.High], AtLeast = Level.Low }, Level.High, Level.Low);
        AllocatesNothing(new RangeConstraint<Level?> { Not = Level.None, OneOf = [Level.High], AtLeast = Level.Low }, Level.High, null);
        AllocatesNothing(new RangeConstraint<Zone?> { EqualTo = Zone.Top, Above = Zone.None }, Zone.Top, Zone.East);
        AllocatesNothing(new RangeConstraint<char> { Not = 'x', OneOf = ['a'], AtLeast = 'a' }, 'a', 'b');
        AllocatesNothing(new Constraint<bool?> { Not = null, OneOf = [true] }, true, false);
        AllocatesNothing(new Constraint<Guid> { Not = Guid.Empty, OneOf = [Guid.AllBitsSet] }, Guid.AllBitsSet, Guid.Empty);
        AllocatesNothing(new TextConstraint { Not = "x", OneOf = ["abc"], AtLeast = "a", StartsWith = "a", EndsWith = "c", Contains = "b" }, "abc", null);
    }

    [Fact]
    public void Whole_patterns()
    {
        Spots.KeyPattern key = new() { City = { StartsWith = "B" }, Floor = { AtLeast = 1 }, Zone = { Not = Zone.Top }, IsOpen = true };
        Spots.ValuePattern value = new()
        {
            Load = { Below = 3 },
            Home = { Street = { Contains = "e" }, Plot = { Width = 3, Height = null } },
            Work = new Place("Main", new Size(3, 4)),
            Box = null,
            Need = new Size(1, null),
            Level = { AtLeast = Level.None },
        };
        var work = new Place("Main", new Size(3, 4));
        var good = new Spots.Value("a", 2, new Place("there", new Size(3, null)), work, null, new Size(1, null)) { Level = Level.High };

        AllocatesNothing(((IPattern<Spots.Key>)key).Matches, new Spots.Key("Bern", 1, Zone.East) { IsOpen = true }, new Spots.Key("Bern", 1, Zone.East));
        AllocatesNothing(((IPattern<Spots.Value>)value).Matches, good, good with { Need = new Size(1, 0) });
        AllocatesNothing(((IPattern<Spots.Value>)value).Matches, good, good with { Home = null });
    }

    private static void AllocatesNothing<T>(Constraint<T> constraint, T allowed, T refused) => AllocatesNothing(constraint.Allows, allowed, refused);

    private static void AllocatesNothing<T>(Func<T, bool> test, T allowed, T refused)
    {
        // What is done once for a type, such as making its comparer, is done in the first round.
        Assert.Equal(1, Count(test, allowed, refused, times: 1));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = Count(test, allowed, refused, times: 100);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(100, count);
        Assert.True(allocated == 0, $"{typeof(T)}: {allocated} bytes for 200 questions");
    }

    private static int Count<T>(Func<T, bool> test, T allowed, T refused, int times)
    {
        var count = 0;
        for (var i = 0; i < times; i++)
        {
            count += (test(allowed) ? 1 : 0) + (test(refused) ? 1 : 0);
        }

        return count;
    }
}
