namespace PgRegistry;

/// <summary>
/// Makes a partial class a registry scope. The class has a nested <c>Key</c> and a nested <c>Value</c> record, and may have a
/// nested <c>Message</c> record; the generator writes the typed operations.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class RegistryScopeAttribute : Attribute
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

    /// <summary>
    /// Formatters for types that have no format of their own, or another one in this scope: classes that implement
    /// <see cref="Wire.IWireFormatter{T}"/> and have a constructor without parameters. Each is used for its type wherever that occurs. Its name is part of the
    /// schema, unless it has a constant <c>SchemaName</c>; what it writes is read back before it is sent. Default: none.
    /// </summary>
    public Type[] Formatters { get; set; } = [];

    /// <summary>Always 1: any other number is a compile-time error (PGR0002). Split a scope by declaring several.</summary>
    public int Partitions { get; set; } = 1;
}

/// <summary>
/// Makes a partial class a registry scope of types that are declared elsewhere: records and record structs, or, for example, a <c>string</c>, a
/// <see cref="Guid"/>, an <c>int</c> or an enum as the key.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RegistryScopeAttribute<TKey, TValue> : RegistryScopeAttribute
    where TKey : notnull;

/// <summary>The same with messages, which may be of a record that has the records nested in it for cases.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RegistryScopeAttribute<TKey, TValue, TMessage> : RegistryScopeAttribute
    where TKey : notnull;
