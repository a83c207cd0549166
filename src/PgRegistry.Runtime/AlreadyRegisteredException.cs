namespace PgRegistry;

/// <summary>The key of a unique scope is held by a live process of this node, perhaps by the caller's own.</summary>
public sealed class AlreadyRegisteredException : InvalidOperationException
{
    /// <summary>Says which key of which scope is held by which process.</summary>
    public AlreadyRegisteredException(string scope, object key, Pid holder)
        : base($"The key {key} of the unique scope \"{scope}\" is held by {holder} on this node. Use TryRegister to be told the holder without an exception.")
    {
        Scope = scope;
        Key = key;
        Holder = holder;
    }

    /// <summary>The scope's name.</summary>
    public string Scope { get; }

    /// <summary>The key that is held.</summary>
    public object Key { get; }

    /// <summary>The process that holds it.</summary>
    public Pid Holder { get; }
}
