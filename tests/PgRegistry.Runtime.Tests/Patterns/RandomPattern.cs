namespace PgRegistry.Tests.Patterns;

/// <summary>Draws clauses about some members of a spot.</summary>
internal sealed class RandomPattern
{
    private readonly Random _random;
    private readonly List<Clause> _clauses = [];

    private RandomPattern(Random random) => _random = random;

    public static List<Clause> OfKey(Random random)
    {
        var pattern = new RandomPattern(random);
        if (random.Next(2) == 0)
        {
            pattern.Whole("Key", RandomSpots.Key, (p, key) => (p.Key.City, p.Key.Floor, p.Key.Zone, p.Key.IsOpen) = (key.City, key.Floor, key.Zone, key.IsOpen), (key, _) => key);
            return pattern._clauses;
        }

        pattern.Member<string?>("City", p => p.Key.City, (p, it) => p.Key.City = it!, (key, _) => key.City, RandomSpots.Text);
        pattern.Member("Floor", p => p.Key.Floor, (p, it) => p.Key.Floor = it, (key, _) => key.Floor, r => RandomSpots.OrNull(r, RandomSpots.Whole));
        pattern.Member("Zone", p => p.Key.Zone, (p, it) => p.Key.Zone = it, (key, _) => key.Zone, RandomSpots.SomeZone);
        pattern.Member("IsOpen", p => p.Key.IsOpen, (p, it) => p.Key.IsOpen = it, (key, _) => key.IsOpen, RandomSpots.Flag);
        return pattern._clauses;
    }

    public static List<Clause> OfValue(Random random)
    {
        var pattern = new RandomPattern(random);
        pattern.Member<string?>("Role", p => p.Value.Role, (p, it) => p.Value.Role = it!, (_, value) => value.Role, RandomSpots.Text);
        pattern.Member("Load", p => p.Value.Load, (p, it) => p.Value.Load = it, (_, value) => value.Load, RandomSpots.Number);
        pattern.Member("Note", p => p.Value.Note, (p, it) => p.Value.Note = it, (_, value) => value.Note, r => r.Next(3) == 0 ? null : RandomSpots.Text(r));
        pattern.Member("Owner", p => p.Value.Owner, (p, it) => p.Value.Owner = it, (_, value) => value.Owner, RandomSpots.Owner);
        pattern.Member("Level", p => p.Value.Level, (p, it) => p.Value.Level = it, (_, value) => value.Level, r => RandomSpots.OrNull(r, RandomSpots.SomeLevel));
        pattern.Member("Total", p => p.Value.Total, (p, it) => p.Value.Total = it, (_, value) => value.Total, r => RandomSpots.Whole(r));
        pattern.Place("Home", p => p.Home, (p, it) => p.Home = it, value => value.Home, r => r.Next(3) == 0 ? null : RandomSpots.Place(r));
        pattern.Place("Work", p => p.Work, (p, it) => p.Work = it!, value => value.Work, RandomSpots.Place);
        pattern.Size("Box", p => p.Value.Box, (p, it) => p.Value.Box = it, value => value.Box, r => RandomSpots.OrNull(r, RandomSpots.Size));
        pattern.Size("Need", p => p.Value.Need, (p, it) => p.Value.Need = it!, value => value.Need, r => RandomSpots.Size(r));
        return pattern._clauses;
    }

    private void Place(string name, Func<Spots.ValuePattern, Spots.PlacePattern> pattern, Action<Spots.ValuePattern, Place?> assign, Func<Spots.Value, Place?> member, Func<Random, Place?> draw)
    {
        if (_random.Next(16) == 0)
        {
            Whole(name, draw, (p, it) => assign(p.Value, it), (_, value) => member(value));
            return;
        }

        Member<string?>($"{name}.Street", p => pattern(p.Value).Street, (p, it) => pattern(p.Value).Street = it!, (_, value) => member(value)?.Street, RandomSpots.Text, value => member(value) is not null);
        Size($"{name}.Plot", p => pattern(p.Value).Plot, (p, it) => pattern(p.Value).Plot = it, value => member(value)?.Plot, r => RandomSpots.OrNull(r, RandomSpots.Size), value => member(value) is not null);
    }

    private void Size(string name, Func<PatternPair, Spots.SizePattern> pattern, Action<PatternPair, Size?> assign, Func<Spots.Value, Size?> member, Func<Random, Size?> draw, Func<Spots.Value, bool>? isThere = null)
    {
        if (_random.Next(16) == 0)
        {
            Whole(name, draw, assign, (_, value) => member(value), isThere);
            return;
        }

        Member($"{name}.Width", p => pattern(p).Width, (p, it) => pattern(p).Width = it, (_, value) => member(value)?.Width ?? 0, RandomSpots.Whole, value => member(value) is not null);
        Member($"{name}.Height", p => pattern(p).Height, (p, it) => pattern(p).Height = it, (_, value) => member(value)?.Height, r => RandomSpots.OrNull(r, RandomSpots.Number), value => member(value) is not null);
    }

    private void Whole<T>(string name, Func<Random, T> draw, Action<PatternPair, T> assign, Func<Spots.Key, Spots.Value, T> member, Func<Spots.Value, bool>? isThere = null)
    {
        var drawn = draw(_random);
        Add($"{name} = {drawn}", patterns => assign(patterns, drawn), member, it => Equals(it, drawn), isThere);
    }

    private void Member<T>(
        string name, Func<PatternPair, Constraint<T>> constraint, Action<PatternPair, T> assign, Func<Spots.Key, Spots.Value, T> member, Func<Random, T> draw, Func<Spots.Value, bool>? isThere = null)
    {
        switch (_random.Next(48))
        {
            case < 41:
                break;
            case 41:
                Whole(name, draw, assign, member, isThere);
                break;
            default:
                foreach (var (text, set, holds) in RandomConstraint.Draw(_random, constraint(new PatternPair(new(), new())), draw))
                {
                    Add($"{name}.{text}", patterns => set(constraint(patterns)), member, holds, isThere);
                }

                break;
        }
    }

    private void Add<T>(string text, Action<PatternPair> set, Func<Spots.Key, Spots.Value, T> member, Func<T, bool> holds, Func<Spots.Value, bool>? isThere) =>
        _clauses.Add(new Clause(text, set, (key, value) => isThere?.Invoke(value) != false && holds(member(key, value))));
}
