namespace PgRegistry.CompileTime;

/// <summary>A line of the table.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Milliseconds">How long it took: the median.</param>
/// <param name="Ratio">That as a part of what it is compared with: the median of the repetitions' ratios.</param>
/// <param name="Emitted">How many scopes were emitted; null where nothing can be.</param>
/// <param name="Holds">Whether what is promised of it holds; null where nothing is.</param>
internal sealed record Row(string Name, double Milliseconds, double Ratio, int? Emitted = null, bool? Holds = null);
