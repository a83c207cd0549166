using System.Diagnostics;

namespace PgRegistry;

/// <content>What a debugger shows. Nothing of it waits for a lock, which a thread that was stopped may hold.</content>
public sealed partial class Scope<TKey, TValue>
{
    private string DebuggerDisplay => _core.IsClosed ? $"{Name} on {Node}, closed" : $"{Name} on {Node}, {Count} entries";

    private sealed class DebugView(Scope<TKey, TValue> scope)
    {
        /// <summary>Enough to look at.</summary>
        private const int MaxEntries = 1000;

        public string Name => scope.Name;

        public NodeId Node => scope.Node;

        public KeyMode Mode => scope.Mode;

        public int Count => scope.Count;

        public Entry<TKey, TValue>[] FirstEntries =>
            scope._core.IsClosed ? [] : [.. scope._core.Store.Scan().Take(MaxEntries).Select(entry => new Entry<TKey, TValue>(entry))];
    }
}
