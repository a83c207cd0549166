namespace PgRegistry.Gate;

/// <summary>Growth as y = c · xᵉ.</summary>
internal static class PowerLaw
{
    /// <summary>The e that fits some points best, by least squares of the logarithms: 1 is proportional, 0 is constant.</summary>
    public static double Exponent(IEnumerable<(double X, double Y)> points)
    {
        var logs = points.Select(point => (X: Math.Log(point.X), Y: Math.Log(point.Y))).ToArray();
        var (x, y) = (logs.Average(log => log.X), logs.Average(log => log.Y));
        return logs.Sum(log => (log.X - x) * (log.Y - y)) / logs.Sum(log => (log.X - x) * (log.X - x));
    }
}
