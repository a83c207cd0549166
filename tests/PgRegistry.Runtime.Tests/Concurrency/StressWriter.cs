namespace PgRegistry.Tests.Concurrency;

/// <summary>Changes its own entries under some keys, one or several in a call, and keeps a plain list of them as the model.</summary>
internal sealed class StressWriter
{
    private const int Processes = 6;

    private readonly RegistryNode _node;
    private readonly Stamped _scope;
    private readonly IReadOnlyList<Stamped.Key> _keys;
    private readonly int _writer;
    private readonly bool _isAloneOnItsNode;
    private readonly List<LocalProcess> _processes = [];
    private readonly List<Own> _entries = [];
    private Fingerprint _state;
    private long _operation;

    public StressWriter(RegistryNode node, Stamped scope, IReadOnlyList<Stamped.Key> keys, int writer, bool isAloneOnItsNode)
    {
        (_node, _scope, _keys, _writer, _isAloneOnItsNode) = (node, scope, keys, writer, isAloneOnItsNode);
        for (var i = 0; i < Processes; i++)
        {
            _processes.Add(node.Spawn());
        }
    }

    /// <summary>What readers of the key may see, if there is only one.</summary>
    public KeyHistory History { get; } = new();

    /// <summary>What there is of this writer, when it rests.</summary>
    public IEnumerable<(Stamped.Key Key, Pid Pid, Stamped.Value Value)> Entries =>
        _entries.Select(own => (own.Key, own.Process.Pid, new Stamped.Value(_writer, own.Operation)));

    /// <summary>The living processes, with entries or without.</summary>
    public IEnumerable<Pid> Pids => _processes.Select(process => process.Pid);

    /// <summary>Goes up to about this many entries and down again, over and over.</summary>
    public void Run(Random random, int operations, int size)
    {
        var isGrowing = true;
        for (var i = 0; i < operations; i++)
        {
            isGrowing = _entries.Count >= size ? false : _entries.Count <= size / 5 || isGrowing;
            if (random.Next(3) > 0)
            {
                Update(random);
            }
            else if (isGrowing)
            {
                Join(random, size);
            }
            else
            {
                Leave(random);
            }
        }
    }

    private void Join(Random random, int size)
    {
        var key = AnyKey(random);
        var joining = Enumerable.Range(0, random.Next(2) == 0 ? 1 : 1 + random.Next(1 + (size / 2))).Select(_ => Any(random)).ToList();
        var value = new Stamped.Value(_writer, ++_operation);
        var added = joining.ConvertAll(process => new Own(key, process, _operation));
        Do([], added, () =>
        {
            var registered = joining.Count == 1 ? [_scope.Register(joining[0], key, value)] : _scope.Register(joining, key, value);
            for (var i = 0; i < added.Count; i++)
            {
                added[i].Registration = registered[i];
            }
        });
    }

    private void Leave(Random random)
    {
        var key = AnyKey(random);
        switch (random.Next(_isAloneOnItsNode && _entries.Count < 40 ? 5 : 4))
        {
            case 0:
                var entry = _entries[random.Next(_entries.Count)];
                Do([entry], [], () => entry.Registration.Dispose());
                break;
            case 1:
                var process = Any(random);
                var newest = Of(process, key).LastOrDefault();
                Do(newest is null ? [] : [newest], [], () => Assert.Equal(newest is not null, _scope.Unregister(process, key)));
                break;
            case 2:
                LocalProcess[] several = [Any(random), Any(random), Any(random)];
                var leaving = several.CountBy(one => one).SelectMany(times => Enumerable.Reverse(Of(times.Key, key)).Take(times.Value)).ToList();
                Do(leaving, [], () => Assert.Equal(leaving.Count, _scope.Unregister(several, key)));
                break;
            case 3:
                var matched = Any(random);
                var bound = _operation - random.Next(20);
                var old = Of(matched, key).FindAll(own => own.Operation < bound);
                Do(old, [], () => Assert.Equal(old.Count, _scope.UnregisterMatch(matched, key, value => value.Operation < bound)));
                break;
            default:
                var all = _entries.FindAll(own => own.Key == key);
                Do(all, [], () => Assert.Equal(all.Count, _scope.UnregisterAll(key)));
                break;
        }
    }

    private void Update(Random random)
    {
        var process = Any(random);
        var key = AnyKey(random);
        var before = Of(process, key);
        var value = new Stamped.Value(_writer, ++_operation);
        switch (random.Next(4))
        {
            case 0 when before.Count > 0:
                var entry = before[random.Next(before.Count)];
                Do([entry], [entry with { Operation = _operation }], () => Assert.True(entry.Registration.Update(value)));
                break;
            case 1:
                Do(before, Updated(before), () => Assert.Equal(before.Count > 0, _scope.Update(process, key, _ => value)));
                break;
            case 2 when random.Next(4) == 0 && (_keys.Count > 1 || before.Count <= 1):
                // The end of a process takes its entries out one by one, so for who reads the key this is one step only with one.
                Do(_entries.FindAll(own => own.Process == process), [], process.Dispose);
                _processes[_processes.IndexOf(process)] = _node.Spawn();
                break;
            default:
                Do(before, Updated(before), () => Assert.Equal(before.Count > 0, _scope.Update(process, key, value)));
                break;
        }
    }

    /// <summary>One step of the model, and what does it.</summary>
    private void Do(List<Own> leaving, List<Own> joining, Action operation)
    {
        foreach (var own in leaving)
        {
            _state = _state.Without(own.Process.Pid.Serial, own.Operation);
        }

        foreach (var own in joining)
        {
            _state = _state.With(own.Process.Pid.Serial, own.Operation);
        }

        History.Begin(_state);
        operation();
        History.End();

        // What stays in its place keeps its age: the newest entry of a process is the one that joined last.
        for (var i = 0; i < leaving.Count; i++)
        {
            var at = _entries.FindIndex(own => ReferenceEquals(own, leaving[i]));
            if (joining.Count == leaving.Count)
            {
                _entries[at] = joining[i];
            }
            else
            {
                _entries.RemoveAt(at);
            }
        }

        if (joining.Count != leaving.Count)
        {
            _entries.AddRange(joining);
        }
    }

    private List<Own> Updated(List<Own> before) => before.ConvertAll(own => own with { Operation = _operation });

    private List<Own> Of(LocalProcess process, Stamped.Key key) => _entries.FindAll(own => own.Process == process && own.Key == key);

    private LocalProcess Any(Random random) => _processes[random.Next(_processes.Count)];

    private Stamped.Key AnyKey(Random random) => _keys[random.Next(_keys.Count)];

    private sealed record Own(Stamped.Key Key, LocalProcess Process, long Operation)
    {
        public Registration<Stamped.Key, Stamped.Value> Registration { get; set; }
    }
}
