namespace PgRegistry.Tests.Concurrency;

/// <summary>
/// Reads a key over and over. What it sees of each writer is a state that was there between the beginning and the end of the read, and none
/// from before the last one that it saw; and a read never changes afterwards.
/// </summary>
internal sealed class KeyReader(Stamped scope, Stamped.Key key, IReadOnlyList<StressWriter> writers, IReadOnlyList<RegistryNode> nodes)
{
    private readonly int[] _seen = new int[writers.Count];
    private Members<Stamped.Value> _kept;
    private Fingerprint[] _keptStates = new Fingerprint[writers.Count];
    private int _reads;

    public void Read(Random random)
    {
        // A node's own entries show in its reads when the call that changed them has returned; those of others as soon as they have come.
        var from = writers.Select((writer, i) => nodes[i].Id == scope.Node ? Math.Max(_seen[i], writer.History.Finished) : _seen[i]).ToArray();
        var isLocalOnly = ++_reads % 5 == 0;
        var members = isLocalOnly ? scope.LookupLocal(key) : scope.Lookup(key);
        var states = Look(members, random.Next(8) == 0);
        for (var i = 0; i < writers.Count; i++)
        {
            if (isLocalOnly && nodes[i].Id != scope.Node)
            {
                Assert.Equal(default, states[i]);
                continue;
            }

            var at = writers[i].History.Find(states[i], from[i]);
            Assert.True(at >= 0, $"read {_reads} on {scope.Node}: writer {i} had no state {states[i]} from its operation {from[i]} on");
            _seen[i] = at;
        }

        Assert.True(_keptStates.AsSpan().SequenceEqual(Look(_kept, false)), $"read {_reads} on {scope.Node}: what was read before has changed");
        if (random.Next(4) == 0)
        {
            (_kept, _keptStates) = (members, states);
        }
    }

    /// <summary>When all is at rest everybody sees the last state.</summary>
    public void AssertAtEnd()
    {
        var states = Look(scope.Lookup(key), true);
        for (var i = 0; i < writers.Count; i++)
        {
            Assert.True(writers[i].History.Find(states[i], writers[i].History.Finished) >= 0, $"{scope.Node} does not see the last state of writer {i}");
        }
    }

    private Fingerprint[] Look(Members<Stamped.Value> members, bool byIndex)
    {
        var states = new Fingerprint[writers.Count];
        var count = 0;
        foreach (var (pid, value) in members)
        {
            states[value.Writer] = states[value.Writer].With(pid.Serial, value.Operation);
            count++;
        }

        Assert.Equal(members.Count, count);
        if (byIndex)
        {
            for (var i = 0; i < count; i++)
            {
                states[members[i].Value.Writer] = states[members[i].Value.Writer].Without(members[i].Pid.Serial, members[i].Value.Operation);
            }

            Assert.All(states, rest => Assert.Equal(default, rest));
            return Look(members, false);
        }

        return states;
    }
}
