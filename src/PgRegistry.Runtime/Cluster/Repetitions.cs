namespace PgRegistry.Cluster;

/// <summary>Tells news from repetitions, so that what fails the same way again and again is reported once.</summary>
/// <param name="budget">How much news there may be; null: as much as comes.</param>
internal sealed class Repetitions(LogBudget? budget = null)
{
    /// <summary>Names can come from strangers.</summary>
    private const int MaxSubjects = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();

    /// <summary>True when this was not the last thing said of the subject. What is beyond the budget is not said, and news the next time.</summary>
    public bool IsNew(string subject, string text)
    {
        lock (_lock)
        {
            var isKnown = _last.TryGetValue(subject, out var last);
            if ((isKnown && last == text) || budget?.TryTake() == false)
            {
                return false;
            }

            if (isKnown)
            {
                _last[subject] = text;
                return true;
            }

            if (_oldest.Count == MaxSubjects)
            {
                _last.Remove(_oldest.Dequeue());
            }

            _last.Add(subject, text);
            _oldest.Enqueue(subject);
            return true;
        }
    }

    /// <summary>All is well with the subject: the next failure is news.</summary>
    public void Forget(string subject)
    {
        lock (_lock)
        {
            // The subject keeps its place in the queue, which is what bounds both.
            if (_last.ContainsKey(subject))
            {
                _last[subject] = "";
            }
        }
    }
}
