namespace PgRegistry.Tests.Model;

/// <content>Everything that can be read from a node at rest, against the model.</content>
internal sealed partial class World
{
    private void Check(WorldNode node, View? view)
    {
        if (node.Node is not { } running)
        {
            return;
        }

        Differences.Check($"{node.Name}: links", Model.LinkedTo(node.Model).ConvertAll(other => other.Id!), running.Peers);
        foreach (var process in node.Processes)
        {
            Differences.CheckOne($"{node.Name}: {process} is alive", node.IsAlive(process), process.IsAlive);
        }

        foreach (var registration in node.Registrations)
        {
            Differences.CheckOne($"{node.Name}: the registration of {registration.Id.Tag} stands", node.IsHeld(registration), registration.IsRegistered);
        }

        if (node.Scope is { } scope && view is not null)
        {
            Differences.Check($"{node.Name}: Entries()", view.Entries, scope.Entries());
            Differences.Check($"{node.Name}: Select(2 or more)", view.Entries.FindAll(entry => entry.Value >= 2), scope.Select(2, process: null));
            Differences.CheckOne($"{node.Name}: Count", view.Entries.Count, scope.Count);
            Differences.Check($"{node.Name}: Peers", view.Peers.ConvertAll(peer => new ScopePeer(peer, IsComplete: true)), scope.Peers);
            CheckKeys(node, scope, view);
            CheckOrigins(node, scope, view);
        }
    }

    private void CheckKeys(WorldNode node, IModelledScope scope, View view)
    {
        Differences.Check($"{node.Name}: Keys()", [.. view.Entries.Select(entry => entry.Key).Distinct()], scope.Keys());
        for (var key = 0; key < Operands.Keys; key++)
        {
            var members = view.Entries.FindAll(entry => entry.Key == key);
            var local = members.FindAll(entry => entry.Id.Node == node.Model.Id);
            Differences.Check($"{node.Name}: Lookup({key})", members.ConvertAll(MemberOf), scope.Lookup(key));
            Differences.Check($"{node.Name}: LookupLocal({key})", local.ConvertAll(MemberOf), scope.LookupLocal(key));
            Differences.Check($"{node.Name}: Match({key}, 3 or more)", members.FindAll(entry => entry.Value >= 3).ConvertAll(MemberOf), scope.Match(key, value => value >= 3));
            Differences.CheckOne($"{node.Name}: CountOf({key})", members.Count, scope.CountOf(key));
            if (IsUnique)
            {
                Differences.CheckOne($"{node.Name}: WhereIs({key})", local.Count == 0 ? null : local[0].Pid, scope.WhereIs(key));
            }
        }
    }

    private void CheckOrigins(WorldNode node, IModelledScope scope, View view)
    {
        foreach (var other in Nodes.Where(other => other.Node is not null))
        {
            var entries = view.Entries.FindAll(entry => entry.Id.Node == other.Model.Id);
            Differences.CheckOne($"{node.Name}: CountOn({other.Name})", entries.Count, scope.CountOn(other.Model.Id!));
            foreach (var process in other.Processes)
            {
                CheckProcess(node, scope, process.Pid, entries.FindAll(entry => entry.Pid == process.Pid));
            }
        }
    }

    private static void CheckProcess(WorldNode node, IModelledScope scope, Pid pid, List<Held> entries)
    {
        Differences.Check($"{node.Name}: KeysOf({pid})", [.. entries.Select(entry => entry.Key).Distinct()], scope.KeysOf(pid));
        Differences.Check($"{node.Name}: Select(1 or more, {pid})", entries.FindAll(entry => entry.Value >= 1), scope.Select(1, pid));
        for (var key = 0; key < (entries.Count == 0 ? 1 : Operands.Keys); key++)
        {
            var values = entries.FindAll(entry => entry.Key == key).ConvertAll(entry => entry.Value);
            Differences.CheckOrder($"{node.Name}: Values({pid}, {key})", values, scope.Values(pid, key));
        }
    }

    private static Member<int> MemberOf(Held entry) => new(entry.Pid, entry.Value);
}
