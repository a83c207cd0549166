namespace PgRegistry.Tests.Concurrency;

/// <summary>At rest every count, index and read of a scope says what the writers' plain lists say.</summary>
internal static class ModelCheck
{
    public static void AssertIs(Stamped scope, IReadOnlyList<StressWriter> writers, IReadOnlyList<RegistryNode> nodes, IReadOnlyList<Stamped.Key> keys)
    {
        var all = writers.SelectMany(writer => writer.Entries).ToList();
        var where = $"on {scope.Node}";
        AssertSame(all, scope.Entries().Select(entry => (entry.Key, entry.Pid, entry.Value)), $"Entries {where}");
        AssertSame(all, scope.Select().Select(entry => (entry.Key, entry.Pid, entry.Value)), $"Select {where}");
        Assert.True(all.Count == scope.Count, $"Count {where} is {scope.Count}, not {all.Count}");
        AssertSame(all.Select(entry => entry.Key).Distinct(), scope.Keys(), $"Keys {where}");
        foreach (var node in nodes)
        {
            var count = all.Count(entry => entry.Pid.Node == node.Id);
            Assert.True(count == scope.CountOn(node.Id), $"CountOn {node} {where} is {scope.CountOn(node.Id)}, not {count}");
        }

        foreach (var key in keys)
        {
            var members = all.FindAll(entry => entry.Key == key);
            Assert.True(members.Count == scope.CountOf(key), $"CountOf {key} {where} is {scope.CountOf(key)}, not {members.Count}");
            AssertSame(members.Select(entry => (entry.Pid, entry.Value)), scope.Lookup(key).Select(member => (member.Pid, member.Value)), $"Lookup {key} {where}");
            AssertSame(
                members.Where(entry => entry.Pid.Node == scope.Node).Select(entry => (entry.Pid, entry.Value)),
                scope.LookupLocal(key).Select(member => (member.Pid, member.Value)), $"LookupLocal {key} {where}");
        }

        foreach (var pid in writers.SelectMany(writer => writer.Pids))
        {
            var owned = all.FindAll(entry => entry.Pid == pid);
            AssertSame(owned.Select(entry => entry.Key).Distinct(), scope.KeysOf(pid), $"KeysOf {pid} {where}");
            foreach (var key in owned.Select(entry => entry.Key).Distinct())
            {
                AssertSame(owned.Where(entry => entry.Key == key).Select(entry => entry.Value), scope.Values(pid, key), $"Values {pid} {key} {where}");
            }
        }
    }

    /// <summary>The same, as often as it is there, in whatever order.</summary>
    public static void AssertSame<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
        where T : notnull
    {
        var missing = expected.CountBy(item => item).ToDictionary();
        var tooMany = new List<T>();
        foreach (var item in found)
        {
            if (missing.TryGetValue(item, out var times) && times > 0)
            {
                missing[item] = times - 1;
            }
            else
            {
                tooMany.Add(item);
            }
        }

        var lost = missing.Where(item => item.Value > 0).Select(item => item.Key).ToList();
        Assert.True(
            lost.Count == 0 && tooMany.Count == 0,
            $"{what}: missing {lost.Count} [{string.Join("; ", lost.Take(3))}], too many {tooMany.Count} [{string.Join("; ", tooMany.Take(3))}]");
    }
}
