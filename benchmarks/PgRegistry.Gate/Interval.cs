namespace PgRegistry.Gate;

/// <summary>
/// The median of some values with an interval that covers the true median in at least 95 % of all cases, whatever the values'
/// distribution: between two of the sorted values, chosen by the binomial distribution. Of fewer than six values not even smallest and largest do: these it is then.
/// </summary>
internal readonly record struct Interval(double Median, double Low, double High)
{
    public static Interval Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var n = sorted.Length;
        var median = n % 2 == 1 ? sorted[n / 2] : (sorted[(n / 2) - 1] + sorted[n / 2]) / 2;

        // Leaving out k values at each end misses the median with probability 2 · P(X ≤ k), X binomial(n, ½).
        var skip = 0;
        var point = Math.Pow(0.5, n);
        var tail = point;
        for (var k = 1; k < n / 2; k++)
        {
            point *= (n - k + 1) / (double)k;
            tail += point;
            if (2 * tail > 0.05)
            {
                break;
            }

            skip = k;
        }

        return new Interval(median, sorted[skip], sorted[n - 1 - skip]);
    }
}
