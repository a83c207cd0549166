namespace PgRegistry.Tests.Concurrency;

/// <summary>Listeners hear of everything that comes and goes, however much, or are told that they did not.</summary>
public sealed class ListenerStressTests
{
    private const int Mark = -1;
    private static readonly Stamped.Key[] Keys = [.. Enumerable.Range(0, 8).Select(number => new Stamped.Key(number))];

    [Theory]
    [InlineData(1, 65536)]
    [InlineData(2, 65536)]
    [InlineData(2, 3)]
    public Task What_a_listener_heard_is_what_is_there(int nodes, int capacity) => Stress.ForEachSeedAsync(async seed =>
    {
        Counting[] listeners = [.. Enumerable.Range(0, nodes).Select(_ => new Counting())];
        await using var pair = await StressPair.StartAsync(nodes, options => options.ListenerCapacity = capacity, listeners);
        StressWriter[] writers = [.. Enumerable.Range(0, 2).Select(writer =>
            new StressWriter(pair.Nodes[writer % nodes], pair.Scopes[writer % nodes], Keys, writer, isAloneOnItsNode: nodes > 1))];
        await Stress.TogetherAsync(seed, writers.Select(writer => new Action<Random>(random => writer.Run(random, 4000, 60))));
        using var first = pair.Scopes[0].Register(new Stamped.Key(Mark), new(Mark, 0));
        using var last = pair.Scopes[^1].Register(new Stamped.Key(Mark), new(Mark, 1));
        await Task.WhenAll(listeners.Select(listener => listener.Marked)).WaitAsync(Deadline.Token());
        for (var i = 0; i < nodes; i++)
        {
            Assert.Equal(0, pair.Scopes[i].Scope.ListenerFailures);
            ModelCheck.AssertSame(
                pair.Scopes[i].Entries().Select(entry => (entry.Key, entry.Pid)), listeners[i].There, $"what the listener on {pair.Nodes[i]} knows");
        }

        Assert.Equal(capacity > 3 ? 0 : 1, Math.Min(1, listeners.Sum(listener => listener.Resyncs)));
    });

    /// <summary>Is called by one thread at a time, and asked when it is called no more.</summary>
    private sealed class Counting : Stamped.IListener
    {
        private readonly Dictionary<(Stamped.Key Key, Pid Pid), int> _there = [];
        private readonly TaskCompletionSource _marked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Resyncs { get; private set; }

        public Task Marked => _marked.Task;

        public IEnumerable<(Stamped.Key Key, Pid Pid)> There => _there.SelectMany(item => Enumerable.Repeat(item.Key, item.Value));

        public void Registered(Stamped.Key key, Pid pid, Stamped.Value value)
        {
            _there[(key, pid)] = _there.GetValueOrDefault((key, pid)) + 1;
            LookForMarks();
        }

        public void Unregistered(Stamped.Key key, Pid pid, Stamped.Value value, LeaveReason reason)
        {
            // What is thrown here is counted by the scope.
            Assert.True(_there.GetValueOrDefault((key, pid)) > 0, "left without having come");
            if (--_there[(key, pid)] == 0)
            {
                _there.Remove((key, pid));
            }
        }

        public void Resynced(IReadOnlyList<Entry<Stamped.Key, Stamped.Value>> entries)
        {
            Resyncs++;
            _there.Clear();
            foreach (var entry in entries)
            {
                _there[(entry.Key, entry.Pid)] = _there.GetValueOrDefault((entry.Key, entry.Pid)) + 1;
            }

            LookForMarks();
        }

        /// <summary>The two marks are of two processes, of each of the nodes if there are two.</summary>
        private void LookForMarks()
        {
            if (There.Count(item => item.Key.Number == Mark) == 2)
            {
                _marked.TrySetResult();
            }
        }
    }
}
