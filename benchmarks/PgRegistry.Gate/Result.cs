namespace PgRegistry.Gate;

/// <summary>The repetitions of one row: each of a measured side, and as far as there is one a baseline, and the baseline once more as a control.</summary>
internal sealed class Result(Row row)
{
    private const double ControlTolerance = 0.05;

    private readonly List<Sample> _measured = [];
    private readonly List<Sample> _baseline = [];
    private readonly List<Sample> _control = [];

    public Row Row { get; } = row;

    public IReadOnlyList<Sample> Measured => _measured;

    public IReadOnlyList<Sample> Baseline => _baseline;

    public IReadOnlyList<Sample> Control => _control;

    /// <summary>Why it could not be measured; null when it could.</summary>
    public string? Failure { get; set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Time { get; set; }

    public int Pairs => _measured.Count;

    /// <summary>The largest of the repetitions: one that allocates is one too many.</summary>
    public double Allocated => _measured.Max(sample => sample.Allocated);

    public double BaselineAllocated => _baseline.Max(sample => sample.Allocated);

    public double Collections => _measured.Average(sample => sample.Collections);

    public Interval Figure => Interval.Of(_measured.Select(sample => sample.Figure));

    public Interval BaselineFigure => Interval.Of(_baseline.Select(sample => sample.Figure));

    public Interval Ratio => Interval.Of(_measured.Zip(_baseline, (measured, baseline) => measured.Figure / baseline.Figure));

    public Interval ControlRatio => Interval.Of(_control.Zip(_baseline, (control, baseline) => control.Figure / baseline.Figure));

    /// <summary>What is held against the target: the figure where there is a limit for it, or nothing to compare with.</summary>
    public Interval Judged => Row.Limit is not null || Row.Baseline is null ? Figure : Ratio;

    public bool IsControlQuiet => !Row.HasControl || Math.Abs(ControlRatio.Median - 1) <= ControlTolerance;

    /// <summary>The medians of what stands beside the figures.</summary>
    public IEnumerable<(string Name, double Median)> Notes => _measured
        .SelectMany(sample => sample.Notes)
        .GroupBy(note => note.Key, note => note.Value)
        .Select(notes => (notes.Key, Interval.Of(notes).Median));

    public Verdict Verdict => this switch
    {
        { Failure: not null } => Verdict.Failed,
        { Row.MaxAllocated: { } most } when Allocated > most => Verdict.Miss,
        { Row: { Limit: null, Target: null, Floor: null } } => Verdict.Shown,
        { IsControlQuiet: false } => Verdict.Void,
        { Row.Limit: { } limit } => Below(Judged, limit),
        { Row.Target: { } target } => Below(Judged, target),
        _ => Judged.Low >= Row.Floor ? Verdict.Pass : Judged.High < Row.Floor ? Verdict.Miss : Verdict.Undecided,
    };

    public bool IsOpen => Verdict is Verdict.Undecided or Verdict.Void;

    public void Add(Sample measured, Sample? baseline, Sample? control)
    {
        _measured.Add(measured);
        if (baseline is not null)
        {
            _baseline.Add(baseline);
        }

        if (control is not null)
        {
            _control.Add(control);
        }
    }

    private static Verdict Below(Interval interval, double most) =>
        interval.High <= most ? Verdict.Pass : interval.Low > most ? Verdict.Miss : Verdict.Undecided;
}
