namespace PgRegistry.Network.Agents;

/// <summary>The processes of an agent with their entries, changed at random around a number that stays.</summary>
internal sealed class Population(RegistryNode node, Things things, int seed) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly List<Holder> _holders = [];
    private long _serial;
    private int _entries;
    private int _wanted;

    public int Register(int count)
    {
        lock (_lock)
        {
            _wanted += count;
            while (_entries < _wanted)
            {
                Add();
            }

            return _entries;
        }
    }

    /// <summary>Joins, leaves of every kind and updates. The number of entries goes back to where it was.</summary>
    /// <exception cref="ObjectDisposedException">The scope was closed meanwhile.</exception>
    public int Change(int operations)
    {
        lock (_lock)
        {
            for (var i = 0; i < operations; i++)
            {
                if (_holders.Count > 0 && _random.Next(3) == 0)
                {
                    Update(_holders[_random.Next(_holders.Count)]);
                }
                else if (_holders.Count == 0 || _random.Next(_entries + _wanted) < _wanted)
                {
                    Add();
                }
                else
                {
                    Remove();
                }
            }

            return _entries;
        }
    }

    /// <summary>Ends all processes; closing the scope does not.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _holders.ForEach(static holder => holder.Process.Dispose());
            _holders.Clear();
        }
    }

    private void Add()
    {
        var process = node.Spawn();
        var several = _random.Next(8) == 0 ? 5 : 1;
        var holder = new Holder(process, []);
        _holders.Add(holder);
        for (var i = 0; i < several; i++)
        {
            var number = ++_serial;
            var key = number % 4 == 0 ? new Things.Key("shared", _random.Next(64)) : new Things.Key(node.Name, number);
            holder.Entries.Add(things.Register(process, key, new(0, $"value {number} of {node.Name}")));
            _entries++;
        }
    }

    private void Update(Holder holder) =>
        holder.Entries[_random.Next(holder.Entries.Count)].Update(static value => value with { Version = value.Version + 1 });

    private void Remove()
    {
        var place = _random.Next(_holders.Count);
        var holder = _holders[place];
        _holders[place] = _holders[^1];
        _holders.RemoveAt(_holders.Count - 1);
        _entries -= holder.Entries.Count;
        if (_random.Next(2) == 0)
        {
            holder.Entries.ForEach(static entry => entry.Dispose());
        }

        holder.Process.Dispose();
    }

    private sealed record Holder(LocalProcess Process, List<Registration<Things.Key, Things.Value>> Entries);
}
