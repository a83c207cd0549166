namespace PgRegistry.Tests.Model;

/// <summary>
/// A link on which nothing arrives while both ends go on: each sees of the other what was there before, and afterwards one state
/// after the other.
/// </summary>
internal sealed class Standstill(ModelNode one, ModelNode other)
{
    private readonly List<(List<Held> OfOne, List<Held> OfOther)> _states = [([.. one.Entries], [.. other.Entries])];

    public ModelNode One => one;

    public ModelNode Other => other;

    public bool IsBetween(ModelNode node, ModelNode origin) => (node, origin) == (one, other) || (node, origin) == (other, one);

    /// <summary>What the other end sees of one end.</summary>
    public List<Held> SeenOf(ModelNode origin) => origin == one ? _states[0].OfOne : _states[0].OfOther;

    /// <summary>An operation was done on one of the ends, perhaps.</summary>
    public void Remember() => _states.Add(([.. one.Entries], [.. other.Entries]));

    /// <summary>The next state arrives; false when the last one has.</summary>
    public bool Arrive()
    {
        _states.RemoveAt(0);
        return _states.Count > 0;
    }

    /// <summary>Only the last state will arrive.</summary>
    public void ForgetAllButLast() => _states.RemoveRange(0, _states.Count - 1);
}
