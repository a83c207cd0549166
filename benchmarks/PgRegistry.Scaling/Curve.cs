using PgRegistry.Gate;

namespace PgRegistry.Scaling;

/// <summary>What some work costs at each of several sizes.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">Of what it costs.</param>
/// <param name="Allowed">The exponent that the fitted growth may have: 0 is constant, 1 proportional, and there is room for caches and noise.</param>
internal sealed record Curve(string Name, string Unit, double Allowed)
{
    /// <summary>A reference to compare with: what it grows like is shown, and judged by nobody.</summary>
    public bool IsReference { get; init; }

    /// <summary>How much more the last step alone may have: it may be the one at which a cache becomes too small, and two figures vary more than five.</summary>
    public const double RoomOfLast = 0.15;

    /// <summary>Sizes, and the costs that were found there.</summary>
    public SortedDictionary<int, List<double>> Found { get; } = [];

    public IEnumerable<(int Size, double Cost)> Points => Found.Select(pair => (pair.Key, Interval.Of(pair.Value).Median));

    /// <summary>The e of cost = c · sizeᵉ, fitted over all sizes.</summary>
    public double Exponent => PowerLaw.Exponent(Points.Select(point => ((double)point.Size, point.Cost)));

    /// <summary>The exponent between the two largest sizes, which what is the same for all sizes hides least.</summary>
    public double LastExponent => PowerLaw.Exponent(Points.TakeLast(2).Select(point => ((double)point.Size, point.Cost)));

    public bool IsWithin => IsReference || Exponent <= Allowed;

    public bool IsLastWithin => IsReference || LastExponent <= Allowed + RoomOfLast;

    public void Add(int size, double cost)
    {
        if (!Found.TryGetValue(size, out var costs))
        {
            Found.Add(size, costs = []);
        }

        costs.Add(cost);
    }
}
