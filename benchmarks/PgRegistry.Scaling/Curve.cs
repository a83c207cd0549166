namespace PgRegistry.Scaling;

/// <summary>What some work costs at each of several sizes.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">Of what it costs.</param>
/// <param name="Allowed">The exponent that the fitted growth may have: 0 is constant, 1 proportional, and there is room for caches and noise.</param>
internal sealed record Curve(string Name, string Unit, double Allowed)
{
    /// <summary>Sizes, and the costs that were found there.</summary>
    public SortedDictionary<int, List<double>> Found { get; } = [];

    public IEnumerable<(int Size, double Cost)> Points => Found.Select(pair => (pair.Key, Median(pair.Value)));

    /// <summary>The e of cost = c · sizeᵉ, by least squares over the logarithms.</summary>
    public double Exponent
    {
        get
        {
            var points = Points.Select(point => (X: Math.Log(point.Size), Y: Math.Log(point.Cost))).ToArray();
            var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
            return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
        }
    }

    /// <summary>The exponent between the two largest sizes, which what is the same for all sizes hides least.</summary>
    public double LastExponent
    {
        get
        {
            var last = Points.TakeLast(2).ToArray();
            return Math.Log(last[1].Cost / last[0].Cost) / Math.Log((double)last[1].Size / last[0].Size);
        }
    }

    public bool IsWithin => Exponent <= Allowed;

    public void Add(int size, double cost)
    {
        if (!Found.TryGetValue(size, out var costs))
        {
            Found.Add(size, costs = []);
        }

        costs.Add(cost);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
