namespace PgRegistry.Gate;

/// <summary>The repetitions of one row: each of a measured side, a baseline, and the baseline once more as a control.</summary>
internal sealed class Result(Row row)
{
    private const double ControlTolerance = 0.05;

    private readonly List<Sample> _measured = [];
    private readonly List<Sample> _baseline = [];
    private readonly List<double> _ratios = [];
    private readonly List<double> _control = [];

    public Row Row { get; } = row;

    public int Pairs => _ratios.Count;

    public double Measured => Interval.Of([.. _measured.Select(sample => sample.Figure)]).Median;

    public double Baseline => Interval.Of([.. _baseline.Select(sample => sample.Figure)]).Median;

    /// <summary>The largest of the repetitions: one that allocates is one too many.</summary>
    public double Allocated => _measured.Max(sample => sample.Allocated);

    public double BaselineAllocated => _baseline.Max(sample => sample.Allocated);

    public double Collections => _measured.Average(sample => sample.Collections);

    public Interval Ratio => Interval.Of(_ratios);

    public Interval Control => Interval.Of(_control);

    public bool IsControlQuiet => Math.Abs(Control.Median - 1) <= ControlTolerance;

    public Verdict Verdict
    {
        get
        {
            if (Row.MaxAllocated is { } most && Allocated > most)
            {
                return Verdict.Miss;
            }

            if (Row.Limit is { } limit)
            {
                return _measured.Max(sample => sample.Figure) <= limit ? Verdict.Pass : Verdict.Miss;
            }

            if (!IsControlQuiet)
            {
                return Verdict.Undecided;
            }

            return Ratio.High <= Row.Target ? Verdict.Pass : Ratio.Low > Row.Target ? Verdict.Miss : Verdict.Undecided;
        }
    }

    public void Add(Sample measured, Sample baseline, Sample control)
    {
        _measured.Add(measured);
        _baseline.Add(baseline);
        _ratios.Add(measured.Figure / baseline.Figure);
        _control.Add(control.Figure / baseline.Figure);
    }
}
