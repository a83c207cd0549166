using System.Globalization;

namespace PgRegistry.Network.Agents;

/// <summary>How often each entry came and went since the tally began.</summary>
internal sealed class ChangeTally(IEnumerable<EntryId> present)
{
    private readonly Dictionary<EntryId, int[]> _changes = present.ToDictionary(static id => id, static _ => new int[2]);
    private readonly Dictionary<(NodeId Node, LeaveReason Reason), int> _reasons = [];

    public void Joined(in EntryId id) => Of(id)[1]++;

    public void Left(in EntryId id, LeaveReason reason)
    {
        Of(id)[0]++;
        _reasons[(id.Node, reason)] = _reasons.GetValueOrDefault((id.Node, reason)) + 1;
    }

    /// <summary>For each node: its entries, those of them that left and joined so often, and why they left.</summary>
    public override string ToString() => string.Join(
        ' ',
        _changes.GroupBy(static entry => entry.Key.Node).Select(entries =>
        {
            var patterns = entries.GroupBy(static entry => (entry.Value[0], entry.Value[1]))
                .Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()}*left{group.Key.Item1}joined{group.Key.Item2}"));
            var reasons = _reasons.Where(reason => reason.Key.Node == entries.Key).Select(static reason => $"{reason.Key.Reason}:{reason.Value}");
            return $"{entries.Key}={string.Join('+', patterns.Concat(reasons))}";
        }));

    private int[] Of(in EntryId id)
    {
        if (!_changes.TryGetValue(id, out var counts))
        {
            _changes.Add(id, counts = new int[2]);
        }

        return counts;
    }
}
