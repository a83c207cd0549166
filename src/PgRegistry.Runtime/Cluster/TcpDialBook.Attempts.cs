namespace PgRegistry.Cluster;

/// <content>From the choice of an address to the end of what came of it.</content>
internal sealed partial class TcpDialBook
{
    /// <summary>
    /// Takes what is to be dialled now, and says how long there is nothing more to do. Of each node one address at a time; none of a
    /// node that is linked already.
    /// </summary>
    public TimeSpan TakeDue(IEnumerable<string> linked, List<TcpDialEntry> due)
    {
        lock (_lock)
        {
            var now = Now;
            var wait = maxDelay;
            var busy = _entries.Values.Where(entry => entry.State != TcpDialState.Idle && entry.Name is not null).Select(entry => entry.Name!);
            var taken = linked.Concat(busy).ToHashSet(StringComparer.Ordinal);
            var room = MaxDialling - _entries.Values.Count(entry => entry.State == TcpDialState.Dialling);
            foreach (var entry in _entries.Values)
            {
                if (entry.State != TcpDialState.Idle || (entry.Name is { } name && taken.Contains(name)))
                {
                    continue;
                }

                if (entry.NextAt > now)
                {
                    wait = TimeSpan.FromTicks(Math.Min(wait.Ticks, (entry.NextAt - now).Ticks));
                }
                else if (room-- > 0)
                {
                    entry.State = TcpDialState.Dialling;
                    entry.NextAt = TcpDialEntry.Never;
                    due.Add(entry);
                    if (entry.Name is not null)
                    {
                        taken.Add(entry.Name);
                    }
                }
            }

            return wait;
        }
    }

    /// <summary>
    /// What a certificate may be for that is shown there. For a seed only what was configured: which address a name stands for is the
    /// word of a name server. What a peer has told of is known by its address.
    /// </summary>
    public string[] HostsOf(TcpDialEntry entry)
    {
        lock (_lock)
        {
            var seeds = entry.Seeds.Select(seed => seed.Host);
            return [.. (entry.IsSeed && !entry.IsLearned ? seeds : seeds.Append(entry.Address.Host)).Distinct(StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>The handshake is done; it is known now who is there.</summary>
    public void Identified(TcpDialEntry entry, string name)
    {
        lock (_lock)
        {
            entry.Name = name;
            entry.State = TcpDialState.Connected;
            entry.FailingSince = null;
            entry.UpSince = Named(name).Max(other => other.UpSince);
        }
    }

    /// <summary>This node itself is there.</summary>
    public void FoundSelf(TcpDialEntry entry)
    {
        lock (_lock)
        {
            // A seed may be a load balancer's address: another time another node is there.
            entry.State = TcpDialState.Idle;
            Rest(entry);
            if (!entry.IsSeed)
            {
                _entries.Remove(entry.Address);
            }
        }
    }

    /// <summary>Nobody answered, or the handshake came to nothing; unless it was this node itself.</summary>
    public void Failed(TcpDialEntry entry)
    {
        lock (_lock)
        {
            if (entry.State == TcpDialState.Dialling)
            {
                Fail(entry);
            }
        }
    }

    /// <summary>The connection is gone. Was it the link, then its loss has said already when to dial again.</summary>
    public void Ended(TcpDialEntry entry)
    {
        lock (_lock)
        {
            if (entry.NextAt != TcpDialEntry.Never)
            {
                entry.State = TcpDialState.Idle;
            }
            else if (entry.UpSince is null)
            {
                Fail(entry);
            }
            else
            {
                // Another connection is the link.
                entry.State = TcpDialState.Idle;
                entry.NextAt = Now;
            }
        }
    }

    private void Fail(TcpDialEntry entry)
    {
        var now = Now;
        entry.State = TcpDialState.Idle;
        entry.Failures++;
        entry.FailingSince ??= now;
        entry.NextAt = now + Delay(entry.Failures);
        if (!entry.IsSeed && now - entry.FailingSince > HopeFor)
        {
            _entries.Remove(entry.Address);
        }
    }
}
