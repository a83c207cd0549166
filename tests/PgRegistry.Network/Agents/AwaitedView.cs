namespace PgRegistry.Network.Agents;

/// <summary>A view that somebody waits for: these origins, with these entries, and no others.</summary>
internal sealed class AwaitedView(string id, string expected)
{
    private readonly Dictionary<NodeId, Digest> _expected = Parse(expected);

    /// <summary>Of the command that is to be answered.</summary>
    public string Id => id;

    /// <summary>Disposed when the answer is given: a timer keeps the whole view until it is due.</summary>
    public Timer? Patience { get; set; }

    public static string Print(IEnumerable<KeyValuePair<NodeId, Digest>> view) =>
        string.Join(' ', view.Select(origin => $"{origin.Key}={origin.Value}"));

    public bool Equals(Dictionary<NodeId, Digest> view) =>
        view.Count == _expected.Count && view.All(origin => _expected.TryGetValue(origin.Key, out var digest) && digest == origin.Value);

    public string DifferenceTo(Dictionary<NodeId, Digest> view)
    {
        var ghosts = view.Where(origin => !_expected.ContainsKey(origin.Key)).Select(origin => $"{origin.Key} should not be there with {origin.Value}");
        var others = _expected.Where(origin => view.GetValueOrDefault(origin.Key) != origin.Value)
            .Select(origin => $"{origin.Key} is {view.GetValueOrDefault(origin.Key)}, not {origin.Value}");
        var all = string.Join(", ", ghosts.Concat(others));
        return all.Length == 0 ? "as expected" : all;
    }

    private static Dictionary<NodeId, Digest> Parse(string expected) =>
        expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(
            static origin => NodeId.Parse(origin[..origin.IndexOf('=', StringComparison.Ordinal)]),
            static origin => Digest.Parse(origin[(origin.IndexOf('=', StringComparison.Ordinal) + 1)..]));
}
