namespace PgRegistry.Cluster;

/// <summary>
/// Which addresses there are, and when each may be dialled: back-off with jitter, seeds for ever, learned addresses while there is
/// hope. Opens no socket and waits for nothing; safe from any thread.
/// </summary>
internal sealed partial class TcpDialBook(string self, TimeSpan maxDelay, TimeProvider time, Random jitter)
{
    /// <summary>Learned addresses beyond this replace those that fail, or are not noted.</summary>
    public const int MaxLearned = 1024;

    private const int MaxDialling = 64;

    /// <summary>Enough for any back-off to be at its longest.</summary>
    private const int ManyFailures = 30;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// A learned address that could not be reached for so long is forgotten: machines come and go under new addresses, and the
    /// seeds, which are dialled for ever, bring a cluster together again.
    /// </summary>
    private static readonly TimeSpan HopeFor = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<HostAndPort, TcpDialEntry> _entries = [];
    private readonly long _epoch = time.GetTimestamp();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    public IReadOnlyList<string> Addresses
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Keys.Select(address => address.ToString())];
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_epoch);

    /// <summary>What a seed stands for now. What it stood for before and nobody else knows is forgotten.</summary>
    public void SetSeed(HostAndPort seed, IEnumerable<HostAndPort> addresses)
    {
        lock (_lock)
        {
            var present = addresses.ToHashSet();
            foreach (var address in present)
            {
                Entry(address).Seeds.Add(seed);
            }

            foreach (var entry in _entries.Values.Where(entry => !present.Contains(entry.Address)).ToArray())
            {
                if (entry.Seeds.Remove(seed) && !entry.IsSeed && !entry.IsLearned)
                {
                    _entries.Remove(entry.Address);
                }
            }
        }
    }

    /// <summary>Notes where a node can be dialled; false when there is no room. From its own handshake, or told by a peer.</summary>
    public bool Learn(string name, HostAndPort address, bool isFirstHand)
    {
        if (name == self)
        {
            return true;
        }

        lock (_lock)
        {
            if (!_entries.ContainsKey(address) && !HasRoom())
            {
                return false;
            }

            var entry = Entry(address);
            entry.IsLearned = true;
            if (isFirstHand || entry.UpSince is null)
            {
                entry.Name = name;
            }

            if (isFirstHand)
            {
                entry.FailingSince = null;
            }
            else if (entry.State == TcpDialState.Idle)
            {
                // Peers tell of a node when they have a link to it: it is worth a try at once.
                entry.NextAt = Now;
            }

            return true;
        }
    }

    /// <summary>A link to the node is up; addresses at which it could not be reached lately are not its own any more.</summary>
    public void PeerUp(string name)
    {
        lock (_lock)
        {
            foreach (var entry in Named(name))
            {
                if (entry is { IsSeed: false, State: TcpDialState.Idle, FailingSince: not null })
                {
                    _entries.Remove(entry.Address);
                }

                entry.Failures = 0;
                entry.UpSince ??= Now;
            }
        }
    }

    /// <summary>The link to the node is lost: it is dialled at once, unless its links never last.</summary>
    public void PeerDown(string name)
    {
        lock (_lock)
        {
            foreach (var entry in Named(name))
            {
                if (Now - entry.UpSince >= maxDelay)
                {
                    entry.Flaps = 0;
                }

                entry.UpSince = null;
                entry.NextAt = entry.Flaps == 0 ? Now : Now + Delay(entry.Flaps);
                entry.Flaps++;
            }
        }
    }

    /// <summary>The node said Goodbye: only seeds are dialled on, seldom, since another node may start there.</summary>
    public void PeerLeft(string name)
    {
        lock (_lock)
        {
            foreach (var entry in Named(name))
            {
                if (!entry.IsSeed)
                {
                    _entries.Remove(entry.Address);
                }

                Rest(entry);
            }
        }
    }

    private TcpDialEntry[] Named(string name) => [.. _entries.Values.Where(entry => entry.Name == name)];

    private TcpDialEntry Entry(HostAndPort address)
    {
        if (!_entries.TryGetValue(address, out var entry))
        {
            _entries.Add(address, entry = new TcpDialEntry(address) { NextAt = Now });
        }

        return entry;
    }

    private bool HasRoom()
    {
        if (_entries.Values.Count(entry => !entry.IsSeed) < MaxLearned)
        {
            return true;
        }

        var worst = _entries.Values
            .Where(entry => entry is { IsSeed: false, State: TcpDialState.Idle, FailingSince: not null })
            .MinBy(entry => entry.FailingSince);
        return worst is not null && _entries.Remove(worst.Address);
    }

    private void Rest(TcpDialEntry entry)
    {
        entry.UpSince = null;
        entry.Failures = ManyFailures;
        entry.NextAt = Now + maxDelay;
    }

    /// <summary>Half of the delay is left to chance, so that nodes which lost each other at one time do not all dial at another.</summary>
    private TimeSpan Delay(int failures)
    {
        var delay = Math.Min(maxDelay.Ticks, FirstDelay.Ticks * Math.Pow(2, Math.Min(failures, ManyFailures) - 1));
        return TimeSpan.FromTicks((long)(delay * (0.5 + (jitter.NextDouble() / 2))));
    }
}
