namespace PgRegistry;

/// <summary>
/// Makes a partial class a registry scope. The class has a nested <c>Key</c> and a nested <c>Value</c> record, and may have a
/// nested <c>Message</c> record; the generator writes the typed operations.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RegistryScopeAttribute : Attribute
{
    /// <summary>The scope's name in the cluster: nodes that open scopes of the same name share entries. Default: the name of the class.</summary>
    public string? Name { get; set; }

    /// <summary>Whether keys are duplicate (the default) or unique on each node.</summary>
    public KeyMode Keys { get; set; }

    /// <summary>
    /// Listeners that every opening of the scope has: classes that implement its generated <c>IListener</c>. Each is the one that was handed
    /// to <c>Open</c>, else the service of its type, else a new one. Default: none.
    /// </summary>
    public Type[] Listeners { get; set; } = [];

    /// <summary>Always 1: any other number is a compile-time error (PGR0002). Split a scope by declaring several.</summary>
    public int Partitions { get; set; } = 1;
}
