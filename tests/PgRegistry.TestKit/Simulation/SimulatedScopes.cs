namespace PgRegistry.TestKit.Simulation;

/// <summary>The scope that simulations run: few keys, so that members meet under them.</summary>
[RegistryScope]
public partial class Places
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Version)
    {
        /// <summary>Few, so that an index has many entries of each.</summary>
        [Index]
        public int Shade => Version % Simulations.Shades;
    }

    public sealed record Message(int Number);
}

/// <summary>The same with unique keys.</summary>
[RegistryScope(Keys = KeyMode.Unique)]
public partial class Posts
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Version)
    {
        /// <summary>Few, so that an index has many entries of each.</summary>
        [Index]
        public int Shade => Version % Simulations.Shades;
    }

    public sealed record Message(int Number);
}

/// <summary>What an earlier build may have had under the name of <see cref="Places"/>, and cannot be shared with it.</summary>
[RegistryScope(Name = "Places")]
public partial class EarlierPlaces
{
    public readonly record struct Key(int Number);

    public sealed record Value(string Version);
}

/// <summary>What an earlier build may have had under the name of <see cref="Posts"/>: keys were not unique.</summary>
[RegistryScope(Name = "Posts")]
public partial class EarlierPosts
{
    public readonly record struct Key(int Number);

    public sealed record Value(int Version);
}

/// <summary>A scope as a simulation drives it, whatever its types.</summary>
/// <param name="Scope">Its entries.</param>
/// <param name="Send">Sends a number to a process; false when it was dropped.</param>
/// <param name="ByShade">The entries that an index has of a shade.</param>
/// <param name="UnderKey">How many an index has of a shade under a key.</param>
/// <param name="OpenInbox">Opens a process's inbox; what it returns takes out the next number and who sent it.</param>
public sealed record SimulatedScope<TKey, TValue>(
    Scope<TKey, TValue> Scope,
    Func<int, IReadOnlyList<Entry<TKey, TValue>>> ByShade,
    Func<TKey, int, int> UnderKey,
    Func<Pid, int, LocalProcess, bool> Send,
    Func<LocalProcess, Func<(Pid Sender, int Number)?>> OpenInbox)
    where TKey : notnull;

/// <summary>A scope of the same name that cannot be shared with the others.</summary>
/// <param name="Close">Ends it.</param>
/// <param name="Register">Makes an entry in it.</param>
/// <param name="Seen">Whom it has for peers, and whose entries it shows.</param>
public sealed record SkewedScope(Action Close, Action<LocalProcess, int> Register, Func<IEnumerable<NodeId>> Seen);

/// <summary>What a simulation needs to know of a kind of scope.</summary>
public sealed record SimulatedKind<TKey, TValue>(
    Func<RegistryNode, SimulatedScope<TKey, TValue>> Open, Func<RegistryNode, SkewedScope> OpenSkewed, Func<int, TKey> Key, Func<int, TValue> Value, Func<TValue, int> ShadeOf)
    where TKey : notnull;
