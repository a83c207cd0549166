using PgRegistry.Fuzz.Scopes;
using PgRegistry.Fuzz.Stages;

namespace PgRegistry.Fuzz.Seeds;

/// <summary>What real nodes do, so that every kind of frame and operation is said.</summary>
internal static class Plays
{
    private static readonly Lazy<IReadOnlyList<Play>> s_all = new(() => [Ordinary(), Crowd(), Several(), Replaced(), FallenOff()]);

    /// <summary>All recordings; made once.</summary>
    public static IReadOnlyList<Play> All => s_all.Value;

    /// <summary>Each scope, each operation on a single entry, messages, a scope that is closed and opened again, and a Goodbye.</summary>
    private static Play Ordinary()
    {
        using var recorder = new Recorder();
        var scopes = recorder.Scopes;
        var process = recorder.Node.Spawn();
        scopes.Register(recorder.Node, members: 2);
        recorder.Connect();
        var thing = scopes.Things.Register(process, ScopeSet.Shared, ScopeSet.Thing(3));
        recorder.Pump();
        recorder.Do(() => thing.Update(ScopeSet.Thing(4)));
        var waiting = scopes.Things.Scope.ReplicatedAsync(CancellationToken.None);
        recorder.Pump();
        recorder.Do(() => thing.Dispose());
        var kind = scopes.Kinds.Register(process, ScopeSet.KindKey(5), ScopeSet.Kind(5));
        recorder.Pump();
        recorder.Do(() => kind.Update(ScopeSet.Kind(6)));
        recorder.Do(() => scopes.Names.Register(process, new Names.Key("beta"), new Names.Value(7)));
        recorder.Do(() => scopes.Things.Publish(ScopeSet.Shared, new Things.Message("to all"), process));
        recorder.Do(() => scopes.Things.Send(FirstProcess(scopes), new Things.Message("to one")));
        recorder.Do(recorder.Node.Core.Tick);
        recorder.Do(process.Dispose);
        recorder.Do(() => ((IDisposable)scopes.Names).Dispose());
        recorder.Do(() => recorder.Node.Open<Names>().Register(new Names.Key("gamma"), new Names.Value(8)));
        recorder.Do(recorder.Node.Core.BeginLeaving);
        waiting.GetAwaiter().GetResult();
        return recorder.Done("ordinary");
    }

    /// <summary>Enough members under one key that they come in several chunks and make a large group.</summary>
    private static Play Crowd()
    {
        using var recorder = new Recorder();
        var processes = Enumerable.Range(0, 40).Select(_ => recorder.Node.Spawn()).ToArray();
        recorder.Scopes.Things.Register(processes, ScopeSet.Shared, ScopeSet.Thing(1));
        recorder.Connect();
        recorder.Do(() => recorder.Scopes.Things.Unregister(processes[..30], ScopeSet.Shared));
        recorder.Do(() => recorder.Scopes.Things.Register(processes[..20], ScopeSet.Shared, ScopeSet.Thing(2)));
        recorder.Do(() => recorder.Scopes.Things.UnregisterAll(ScopeSet.Shared));
        return recorder.Done("crowd");
    }

    /// <summary>What one call does to several entries, and processes that end with many.</summary>
    private static Play Several()
    {
        using var recorder = new Recorder();
        var things = recorder.Scopes.Things;
        recorder.Connect();
        recorder.ConnectOther();
        var processes = Enumerable.Range(0, 3).Select(_ => recorder.Node.Spawn()).ToArray();
        recorder.Do(() => things.Register([.. processes, processes[0]], ScopeSet.Shared, ScopeSet.Thing(1)));
        recorder.Do(() => things.Update(processes[0], ScopeSet.Shared, ScopeSet.Thing(2)));
        recorder.Do(() => things.Unregister([processes[1], processes[2]], ScopeSet.Shared));
        for (var i = 0; i < 12; i++)
        {
            _ = things.Register(processes[0], new Things.Key("mail", i), ScopeSet.Thing(i));
        }

        recorder.Pump();
        recorder.Do(() => things.Publish(new Things.Key("c", 0), new Things.Message("nobody")));
        recorder.Do(processes[0].Dispose);
        return recorder.Done("several");
    }

    /// <summary>Another connection becomes the link, and what is held stays.</summary>
    private static Play Replaced()
    {
        using var recorder = new Recorder();
        recorder.Scopes.Register(recorder.Node, members: 3);
        recorder.Connect();
        recorder.Do(() => recorder.Scopes.Names.Register(new Names.Key("one"), new Names.Value(1)));
        _ = recorder.Scopes.Things.Register(ScopeSet.Shared, ScopeSet.Thing(5));
        recorder.Connect();
        recorder.Do(() => recorder.Scopes.Names.Register(new Names.Key("two"), new Names.Value(2)));
        return recorder.Done("replaced");
    }

    /// <summary>A peer that is so far behind that it is synced again, with entries that left, changed and came.</summary>
    private static Play FallenOff()
    {
        using var recorder = new Recorder(logBytes: 512);
        var things = recorder.Scopes.Things;
        var process = recorder.Node.Spawn();
        var early = Enumerable.Range(0, 12).Select(i => things.Register(process, new Things.Key("early", i), ScopeSet.Thing(i))).ToList();
        recorder.Connect();
        for (var i = 0; i < 30; i++)
        {
            _ = things.Register(process, i % 3 == 0 ? ScopeSet.Shared : new Things.Key("late", i), ScopeSet.Thing(i));
        }

        early[0].Update(ScopeSet.Thing(100));
        early.Where((_, i) => i % 3 == 1).ToList().ForEach(registration => registration.Dispose());
        recorder.Pump();
        recorder.Do(() => early[2].Update(ScopeSet.Thing(101)));
        return recorder.Done("fallen off");
    }

    private static Pid FirstProcess(ScopeSet scopes) =>
        scopes.Things.Lookup(ScopeSet.Shared).Select(member => member.Pid).First(pid => pid.Node?.Name == Stage.NodeName);
}
